using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam whose second moment changes additively: <c>v ← v − (1 − β₂) sign(v − g²) g²</c>, <c>x ← x − ε m/(√v + e)</c>.</summary>
/// <remarks>
/// Zaheer et al. 2018, "Adaptive methods for nonconvex optimization", algorithm 2: without bias correction.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Yogi { LearningRate = 0.05 }, start)</code></example>
[About("v ← v − (1 − β₂) sign(v − g²) g²; x ← x − ε m/(√v + e)", "Zaheer et al. 2018, algorithm 2")]
public sealed record Yogi() : FirstOrderMethod(0.01)
{
    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the second moment.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-3.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-3;

    /// <summary>v before the first step, at least 0, default 1e-6.</summary>
    [NonNegative] public double InitialAccumulator { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByYogi(Beta1, Beta2, Epsilon, InitialAccumulator), Rate];
}
