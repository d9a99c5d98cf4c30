using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adam: <c>m ← β₁m + (1 − β₁)g</c>, <c>v ← β₂v + (1 − β₂)g²</c>, <c>x ← x − ε m̂/(√v̂ + e)</c> with
/// <c>m̂ = m/(1 − β₁ᵗ)</c>, <c>v̂ = v/(1 − β₂ᵗ)</c>.
/// </summary>
/// <remarks>
/// Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Adam { LearningRate = 0.05 }, start)</code></example>
[About("m, v ← moving averages of g, g²; x ← x − ε m̂/(√v̂ + e)", "Kingma and Ba 2015, algorithm 1")]
public sealed record Adam() : FirstOrderMethod(0.001)
{
    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the second moment.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <summary>Whether e stands inside the root, default no.</summary>
    public bool EpsilonInside { get; init; }

    /// <summary>Whether the start of both averages at 0 is corrected, default yes.</summary>
    public bool BiasCorrection { get; init; } = true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByAdam(Beta1, Beta2, Epsilon, EpsilonInside, BiasCorrection), Rate];
}
