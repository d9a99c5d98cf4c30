using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Descent along averaged gradients: <c>m ← βm + (1 − β)g</c>, <c>x ← x − εm</c>; or along the plain or weighted average of the last
/// N gradients.
/// </summary>
/// <remarks>
/// The moving average is momentum with dampening; its correction for the start at 0 is that of Kingma and Ba 2015, §3. Gupal and Bazhenov
/// 1972, "A stochastic analog of the conjugate gradient method".
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AveragedGradient { LearningRate = 0.1, Beta = 0.9 }, start)</code></example>
[About("m ← βm + (1 − β)g, x ← x − ε m", "Gupal and Bazhenov 1972",
    Use = "data in batches: stochastic descent with the mean of past gradients")]
public sealed record AveragedGradient() : FirstOrderMethod(0.01)
{
    /// <summary>β in [0, 1), default 0.9: memory of the moving average.</summary>
    [Fraction] public double Beta { get; init => field = Checked(value); } = 0.9;

    /// <summary>Whether m is divided by 1 − βᵗ, default no.</summary>
    public bool BiasCorrection { get; init; }

    /// <summary>N: above 0, the last N gradients are averaged instead; default 0.</summary>
    [AtLeast(0)] public int Window { get; init => field = Checked(value); }

    /// <summary>The N weights, the newest gradient's first; none (the default) weighs all alike.</summary>
    public Vector Weights { get; init => field = Checked(value); } = Vector.Empty;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => (1.0 + Window) * dimension;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() =>
        [Window > 0 ? new AverageOfLast(Window) { Weights = Weights } : new MovingAverage(Beta, BiasCorrection), Rate];
}
