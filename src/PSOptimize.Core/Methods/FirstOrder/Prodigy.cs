using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adam with a rate that finds itself: a lower bound d of the distance to the solution grows with what the gradients say of it, and is
/// the rate.
/// </summary>
/// <remarks>
/// Mishchenko and Defazio 2024, "Prodigy: an expeditiously adaptive parameter-free learner", algorithm 4. The rate γ is a factor of d, 1 in
/// the paper.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Prodigy(), start)</code></example>
[About("x ← x − γ d m/(√v + d e), d ← max(d, r/‖s‖₁)", "Mishchenko and Defazio 2024, algorithm 4")]
public sealed record Prodigy() : FirstOrderMethod(1.0)
{
    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the second moment.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <summary>d before the first step, above 0, default 1e-6: a lower bound, the smaller the safer.</summary>
    [Positive] public double InitialDistance { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByProdigy(LearningRateWithDecay, Beta1, Beta2, Epsilon, InitialDistance)];
}
