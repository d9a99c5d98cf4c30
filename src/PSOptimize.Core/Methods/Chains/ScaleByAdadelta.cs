using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Adadelta: <c>E ← ρE + (1 − ρ)u²</c>, <c>δ = u √(D + ε)/√(E + ε)</c>, <c>D ← ρD + (1 − ρ)δ²</c>, and δ goes on.
/// </summary>
/// <remarks>
/// Zeiler 2012, "ADADELTA: an adaptive learning rate method", algorithm 1.
/// </remarks>
public sealed record ScaleByAdadelta(double Decay = 0.9, double Epsilon = 1e-6) : Transformation<ScaleByAdadelta.Rule>
{
    /// <summary>ρ in [0, 1), the memory of both moving averages.</summary>
    [Fraction] public double Decay { get; init => field = Checked(value); } = Decay;

    /// <summary>ε ≥ 0; it also sets the size of the first steps.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["MeanSquare", "MeanSquareOfSteps"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Decay, Epsilon);

    /// <summary>Scales by the quotient of two root mean squares.</summary>
    public readonly struct Rule(double decay, double epsilon) : IRule
    {
        private readonly double _decay = decay;
        private readonly double _share = 1 - decay;
        private readonly Lanes _epsilon = new(epsilon);

        /// <inheritdoc/>
        public static int Slots => 2;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var square = cell[0];
            var steps = cell[1];
            square = LaneMath.MultiplyAdd(update * _share, update, square * _decay);
            var delta = update * Simd.SquareRoot((steps + _epsilon) / (square + _epsilon));
            cell[0] = square;
            cell[1] = LaneMath.MultiplyAdd(delta * _share, delta, steps * _decay);
            return delta;
        }
    }
}
