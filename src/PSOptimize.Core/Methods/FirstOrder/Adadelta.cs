using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adadelta: <c>E ← ρE + (1 − ρ)g²</c>, <c>δ = g √(D + e)/√(E + e)</c>, <c>D ← ρD + (1 − ρ)δ²</c>, <c>x ← x − εδ</c>.</summary>
/// <remarks>
/// Zeiler 2012, "ADADELTA: an adaptive learning rate method", algorithm 1, where the rate is 1: there is none to tune. The first steps are
/// about √e long.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Adadelta { Decay = 0.95 }, start)</code></example>
[About("δ = g √(D + e)/√(E + e) with moving averages E of g² and D of δ²; x ← x − ε δ", "Zeiler 2012, algorithm 1",
    Use = "networks in batches, with little choice of a rate")]
public sealed record Adadelta() : ScalingMethod(1.0)
{
    /// <summary>ρ in [0, 1), default 0.9: the memory of both moving averages.</summary>
    [Fraction] public double Decay { get; init => field = Checked(value); } = 0.9;

    /// <summary>e ≥ 0, default 1e-6; it also sets the size of the first steps.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["MeanSquare", "MeanSquareOfSteps"];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) => new(new(Decay), Epsilon);

    /// <summary>Scales by the quotient of two root mean squares.</summary>
    private readonly struct Rule(Average square, double epsilon) : IRule
    {
        private readonly Average _square = square;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var square = _square.WithSquare(update, cell[0]);
            var steps = cell[1];
            var delta = update * Simd.Sqrt((steps + _epsilon) / (square + _epsilon));
            cell[0] = square;
            cell[1] = _square.WithSquare(delta, steps);
            return delta;
        }
    }
}
