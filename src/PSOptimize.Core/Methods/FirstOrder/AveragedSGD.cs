using PSOptimize.Checks;
using PSOptimize.Transformations;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Gradient descent with averaged iterates: <c>x ← x − εg</c>, and the answer is the mean of the points from step s on.</summary>
/// <remarks>
/// Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging", eq. 3; Ruppert 1988, "Efficient estimations from a slowly
/// convergent Robbins-Monro process".
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AveragedSGD { LearningRate = 0.1, AverageFrom = 100 }, start)</code></example>
[About("x ← x − ε g; the answer is the mean of the points", "Polyak and Juditsky 1992, eq. 3")]
public sealed record AveragedSGD() : FirstOrderMethod(0.01)
{
    /// <summary>s ≥ 1, default 1: the step from which on points are averaged.</summary>
    public long AverageFrom { get; init => field = Require.AtLeastOne(value); } = 1;

    /// <summary>k ≥ 1, default 1: every k-th point is averaged.</summary>
    public int AverageEvery { get; init => field = Require.AtLeastOne(value); } = 1;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [Rate, new AveragePoints(AverageFrom, AverageEvery)];
}
