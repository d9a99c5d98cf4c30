using PSOptimize.Checks;
using PSOptimize.Schedules;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Gradient descent with averaged iterates: <c>x ← x − εg</c>, and the answer is the mean of the points from step s on.</summary>
/// <remarks>
/// Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging", eq. 3; Ruppert 1988, "Efficient estimations from a
/// slowly convergent Robbins-Monro process". With shrinkage λ it is the form of Bottou 2010, "Large-scale machine learning with stochastic
/// gradient descent", §5, as in PyTorch's ASGD: <c>x ← (1 − λεₜ)x − εₜg</c> with <c>εₜ = ε/(1 + λε(t − 1))^p</c>. PyTorch's t₀ is s − 2.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AveragedSGD { LearningRate = 0.1, AverageFrom = 100 }, start)</code></example>
[About("x ← x − ε g; the answer is the mean of the points", "Polyak and Juditsky 1992, eq. 3",
    Use = "noisy gradients near the minimum: the mean of the iterates")]
public sealed record AveragedSGD() : FirstOrderMethod(0.01)
{
    /// <summary>s ≥ 1, default 1: the step from which on points are averaged.</summary>
    [AtLeast(1)] public long AverageFrom { get; init => field = Checked(value); } = 1;

    /// <summary>λ ≥ 0, default 0: shrinks the point in each step, and lets the rate fall.</summary>
    [NonNegative] public double Shrinkage { get; init => field = Checked(value); }

    /// <summary>p ≥ 0, default 0.75: how fast the rate falls where the point shrinks.</summary>
    [NonNegative] public double Power { get; init => field = Checked(value); } = 0.75;

    /// <summary>k ≥ 1, default 1: every k-th point is averaged.</summary>
    [AtLeast(1)] public int AverageEvery { get; init => field = Checked(value); } = 1;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose()
    {
        var average = new AveragePoints(AverageFrom, AverageEvery);
        if (Shrinkage == 0) return [Rate, average];
        var falling = new DecayedSchedule(LearningRateWithDecay, Shrinkage * LearningRate.First, Power);
        return [new AddWeightDecay(Shrinkage), new ScaleByLearningRate(falling), average];
    }
}
