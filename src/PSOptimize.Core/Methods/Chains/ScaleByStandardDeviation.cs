using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Centred RMSProp's scaling: <c>E ← ρE + (1 − ρ)u²</c>, <c>m ← ρm + (1 − ρ)u</c>, <c>u ← u/(√(E − m²) + ε)</c>, or ε inside the root.
/// </summary>
/// <remarks>
/// Graves 2013, "Generating sequences with recurrent neural networks", eqs. 38 to 41 (there ε is inside). The variance that rounding may
/// push below 0 counts as 0.
/// </remarks>
public sealed record ScaleByStandardDeviation(double Decay = 0.9, double Epsilon = 1e-8, bool EpsilonInside = false)
    : Transformation<ScaleByStandardDeviation.Rule>
{
    /// <summary>Whether ε stands inside the root.</summary>
    public bool EpsilonInside { get; init; } = EpsilonInside;

    /// <summary>ρ in [0, 1), the memory of both moving averages.</summary>
    [Fraction] public double Decay { get; init => field = Checked(value); } = Decay;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["MeanSquare", "Mean"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => EpsilonInside ? new(Decay, Epsilon, 0) : new(Decay, 0, Epsilon);

    /// <summary>Divides by the standard deviation.</summary>
    public readonly struct Rule(double decay, double inside, double outside) : IRule
    {
        private readonly double _decay = decay;
        private readonly double _share = 1 - decay;
        private readonly Lanes _inside = new(inside);
        private readonly Lanes _outside = new(outside);

        /// <inheritdoc/>
        public static int Slots => 2;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var square = LaneMath.MultiplyAdd(update * _share, update, cell[0] * _decay);
            var mean = LaneMath.MultiplyAdd(update, new Lanes(_share), cell[1] * _decay);
            cell[0] = square;
            cell[1] = mean;
            var variance = Simd.Max(LaneMath.MultiplyAdd(-mean, mean, square), Lanes.Zero);
            return update / (Simd.SquareRoot(variance + _inside) + _outside);
        }
    }
}
