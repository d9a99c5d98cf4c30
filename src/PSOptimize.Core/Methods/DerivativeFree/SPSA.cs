using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Simultaneous perturbation: <c>x ← x − aₖ (f(x + cₖΔ) − f(x − cₖΔ))/2cₖ · 1/Δᵢ</c>, every Δᵢ = ±1, with
/// <c>aₖ = a ((A + 1)/(A + k + 1))^0.602</c> and <c>cₖ = c/(k + 1)^γ</c>, k from 0.
/// </summary>
/// <remarks>
/// Spall 1992, "Multivariate stochastic approximation using a simultaneous perturbation gradient approximation", eq. 2.1 and
/// 2.2; the gains as in Spall 1998, "Implementation of the simultaneous perturbation algorithm", §III.
/// Differs from the paper: the rate a is the one of the first step, A being taken out of it.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new SPSA { LearningRate = 0.05 }, start)</code></example>
[About("x ← x − a (f(x + cΔ) − f(x − cΔ))/2c · Δ, Δ = ±1 in every coordinate", "Spall 1992, eq. 2.1 and 2.2",
    Use = "noisy values, many coordinates: two evaluations a step, however many there are")]
public sealed record SPSA() : SlopeMethod(0.01)
{
    /// <summary>c > 0, default 0.1: how far the first trials reach.</summary>
    [Positive] public double Noise { get; init => field = Checked(value); } = 0.1;

    /// <summary>γ ≥ 0, default 0.101: how fast that shrinks.</summary>
    [NonNegative] public double NoiseDecay { get; init => field = Checked(value); } = 0.101;

    /// <summary>A ≥ 0, default 100: how many steps the rate keeps about its first size.</summary>
    [NonNegative] public double Stability { get; init => field = Checked(value); } = 100;

    /// <summary>The exponent of the rate's fall ≥ 0, default 0.602.</summary>
    [NonNegative] public double RateDecay { get; init => field = Checked(value); } = 0.602;

    /// <inheritdoc/>
    protected override double Decay(long step) => Math.Pow((Stability + 1) / (Stability + step + 1), RateDecay);

    /// <inheritdoc/>
    protected override double Distance(long step) => Noise / Math.Pow(step + 1, NoiseDecay);

    /// <inheritdoc/>
    protected override IEnumerable<Vector> Draw(int dimension, Key key) => [Vector.Init(dimension, i => (key.Bits(i) & 1) == 0 ? -1 : 1)];

    /// <inheritdoc/>
    protected override Vector Slope(SlopeMemory memory, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(memory);
        // 1/Δᵢ = Δᵢ.
        return Difference(values[0], values[1]) / (2 * Distance(memory.Step)) * memory.Directions[0];
    }
}
