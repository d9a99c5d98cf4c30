using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>RMSProp's scaling: <c>E ← ρE + (1 − ρ)u²</c>, <c>u ← u/(√E + ε)</c>, or <c>u/√(E + ε)</c>.</summary>
/// <remarks>Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning", slide 29.</remarks>
public sealed record ScaleByRootMeanSquare(double Decay = 0.9, double Epsilon = 1e-8, bool EpsilonInside = false, bool BiasCorrection = false)
    : Transformation<ScaleByRootMeanSquare.Rule>
{
    /// <summary>Whether ε stands inside the root.</summary>
    public bool EpsilonInside { get; init; } = EpsilonInside;

    /// <summary>Whether <c>E/(1 − ρᵗ)</c> stands for E, to correct its start at 0.</summary>
    public bool BiasCorrection { get; init; } = BiasCorrection;

    /// <summary>ρ in [0, 1), the moving average's memory.</summary>
    [Fraction] public double Decay { get; init => field = Checked(value); } = Decay;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["MeanSquare"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var square = BiasCorrection ? step.Correction(Decay) : 1;
        var root = Math.Sqrt(square);
        return EpsilonInside ? new(Decay, root, Epsilon * square, 0) : new(Decay, root, 0, Epsilon * root);
    }

    /// <summary>Divides by the root of the mean square.</summary>
    public readonly struct Rule(double decay, double factor, double inside, double outside) : IRule
    {
        private readonly double _decay = decay;
        private readonly double _share = 1 - decay;
        private readonly double _factor = factor;
        private readonly Lanes _inside = new(inside);
        private readonly Lanes _outside = new(outside);

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var old = cell[0];
            var mean = LaneMath.MultiplyAdd(update * _share, update, old * _decay);
            cell[0] = mean;
            return update * _factor / (Simd.SquareRoot(mean + _inside) + _outside);
        }
    }
}
