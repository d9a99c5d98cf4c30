using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adadelta: <c>E ← ρE + (1 − ρ)g²</c>, <c>δ = g √(D + e)/√(E + e)</c>, <c>D ← ρD + (1 − ρ)δ²</c>, <c>x ← x − εδ</c>.</summary>
/// <remarks>
/// Zeiler 2012, "ADADELTA: an adaptive learning rate method", algorithm 1, where the rate is 1: there is none to tune. The first steps are
/// about √e long.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Adadelta { Decay = 0.95 }, start)</code></example>
[About("δ = g √(D + e)/√(E + e) with moving averages E of g² and D of δ²; x ← x − ε δ", "Zeiler 2012, algorithm 1")]
public sealed record Adadelta() : FirstOrderMethod(1.0)
{
    /// <summary>ρ in [0, 1), default 0.9.</summary>
    [Fraction] public double Decay { get; init => field = Checked(value); } = 0.9;

    /// <summary>e ≥ 0, default 1e-6.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByAdadelta(Decay, Epsilon), Rate];
}
