using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam with the mean square of the surprise: <c>s ← β₂s + (1 − β₂)(g − m)² + e</c>, <c>x ← x − ε m̂/(√ŝ + e)</c>.</summary>
/// <remarks>
/// Zhuang et al. 2020, "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients", algorithm 2.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdaBelief { LearningRate = 0.05 }, start)</code></example>
[About("s ← β₂s + (1 − β₂)(g − m)² + e; x ← x − ε m̂/(√ŝ + e)", "Zhuang et al. 2020, algorithm 2")]
public sealed record AdaBelief() : FirstOrderMethod(0.001)
{
    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the surprise.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-16.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-16;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByBelief(Beta1, Beta2, Epsilon), Rate];
}
