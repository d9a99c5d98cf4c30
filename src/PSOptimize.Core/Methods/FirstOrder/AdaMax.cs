using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam with the largest gradient: <c>m ← β₁m + (1 − β₁)g</c>, <c>w ← max(β₂w, |g| + e)</c>, <c>x ← x − ε m̂/w</c>.</summary>
/// <remarks>
/// Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 2. Differs from the paper: e keeps the division safe, as in PyTorch.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdaMax { LearningRate = 0.05 }, start)</code></example>
[About("w ← max(β₂w, |g| + e); x ← x − ε m̂/w", "Kingma and Ba 2015, algorithm 2")]
public sealed record AdaMax() : FirstOrderMethod(0.002)
{
    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the largest gradient.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByAdaMax(Beta1, Beta2, Epsilon), Rate];
}
