using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Resilient descent: each coordinate has a step size that grows while the sign of its gradient stays and shrinks when it changes; the
/// size of the gradient plays no part. For full gradients, not for samples.
/// </summary>
/// <remarks>
/// Riedmiller and Braun 1993, "A direct adaptive method for faster backpropagation learning: the RPROP algorithm". Without taking steps back
/// it is iRprop⁻, with it Rprop⁺ of Igel and Hüsken 2003, "Empirical evaluation of the improved Rprop learning algorithms". The learning rate is
/// the first step size.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Rprop { LearningRate = 0.1 }, start)</code></example>
[About("Δ ← Δ η⁺ or Δ η⁻ by the sign of gₜgₜ₋₁; x ← x − Δ sign(g)", "Riedmiller and Braun 1993; Igel and Hüsken 2003")]
public sealed record Rprop() : FirstOrderMethod(0.01)
{
    /// <summary>η⁻ in (0, 1), default 0.5.</summary>
    [OpenFraction] public double EtaMinus { get; init => field = Checked(value); } = 0.5;

    /// <summary>η⁺ ≥ 1, default 1.2.</summary>
    [AtLeast(1)] public double EtaPlus { get; init => field = Checked(value); } = 1.2;

    /// <summary>The smallest step size, at least 0, default 1e-6.</summary>
    [NonNegative] public double MinStep { get; init => field = Checked(value); } = 1e-6;

    /// <summary>The largest step size, above 0, default 50.</summary>
    [Positive] public double MaxStep { get; init => field = Checked(value); } = 50;

    /// <summary>Whether a step after which the sign has changed is taken back, default no.</summary>
    public bool Backtracking { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() =>
        [Backtracking
        ? new ScaleByRpropBacktracking(LearningRate, EtaMinus, EtaPlus, MinStep, MaxStep)
        : new ScaleByRprop(LearningRate, EtaMinus, EtaPlus, MinStep, MaxStep)];
}
