using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adam with Nesterov's look-ahead: <c>x ← x − ε((1 − μₜ)g/(1 − Πμ) + μₜ₊₁m/(1 − μₜμₜ₊₁Πμ))/(√v̂ + e)</c> with
/// <c>μₜ = β₁(1 − 0.96^(ψt)/2)</c>.
/// </summary>
/// <remarks>
/// Dozat 2016, "Incorporating Nesterov momentum into Adam", algorithm 2 with the warm-up of μ of §3.
/// Differs from the paper: the product in the second denominator has μₜ once more, as in PyTorch 1.13.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new NAdam { LearningRate = 0.05 }, start)</code></example>
[About("Adam with (1 − μₜ)g/(1 − Πμ) + μₜ₊₁m/(1 − μₜμₜ₊₁Πμ) for m̂", "Dozat 2016, algorithm 2")]
public sealed record NAdam() : FirstOrderMethod(0.002)
{
    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the second moment.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <summary>ψ ≥ 0, default 0.004: how fast μ rises from β₁/2 to β₁.</summary>
    [NonNegative] public double MomentumDecay { get; init => field = Checked(value); } = 0.004;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByNAdam(Beta1, Beta2, Epsilon, MomentumDecay), Rate];
}
