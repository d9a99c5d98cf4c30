using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adan: moving averages m of the gradient, v of its change and n of the square of the gradient that looks ahead;
/// <c>x ← (x − ε(m̂ + β₂v̂)/(√n̂ + e))/(1 + ελ)</c>.
/// </summary>
/// <remarks>
/// Xie et al. 2022, "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models", algorithm 1. Differs from the paper: its
/// βᵢ are written here as 1 − βᵢ, like those of Adam; bias correction as in the authors' code; no restart. The weight decay is proximal.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Adan { LearningRate = 0.05 }, start)</code></example>
[About("x ← (x − ε(m̂ + β₂v̂)/(√n̂ + e))/(1 + ελ) with moving averages of g, its change, and its look-ahead squared", "Xie et al. 2022, algorithm 1")]
public sealed record Adan() : FirstOrderMethod(0.001)
{
    /// <summary>β₁ in [0, 1), default 0.98: memory of the gradient.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.98;

    /// <summary>β₂ in [0, 1), default 0.92: memory of its change.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.92;

    /// <summary>β₃ in [0, 1), default 0.99: memory of the square.</summary>
    [Fraction] public double Beta3 { get; init => field = Checked(value); } = 0.99;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByAdan(Beta1, Beta2, Beta3, Epsilon), Rate, new ShrinkPoint(WeightDecay)];
}
