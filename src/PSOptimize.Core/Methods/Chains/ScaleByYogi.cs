using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Yogi's scaling: <c>m ← β₁m + (1 − β₁)u</c>, <c>v ← v − (1 − β₂) sign(v − u²) u²</c>, <c>u ← m/(√v + ε)</c>: v changes by no more than
/// the square that comes in.
/// </summary>
/// <remarks>
/// Zaheer et al. 2018, "Adaptive methods for nonconvex optimization", algorithm 2: without bias correction.
/// </remarks>
public sealed record ScaleByYogi(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-3, double InitialAccumulator = 1e-6)
    : Transformation<ScaleByYogi.Rule>
{
    /// <summary>β₁ in [0, 1).</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1).</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <summary>v before the first step, at least 0.</summary>
    [NonNegative] public double InitialAccumulator { get; init => field = Checked(value); } = InitialAccumulator;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment"];

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        slots[1].Span.Fill(InitialAccumulator);

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Beta1, Beta2, Epsilon);

    /// <summary>Two averages and their quotient.</summary>
    public readonly struct Rule(double beta1, double beta2, double epsilon) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = 1 - beta1;
        private readonly double _share2 = 1 - beta2;
        private readonly Lanes _epsilon = new(epsilon);

        /// <inheritdoc/>
        public static int Slots => 2;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = cell[0];
            var second = cell[1];
            var square = update * update;
            first = LaneMath.MultiplyAdd(update, new Lanes(_share1), first * _beta1);
            second -= LaneMath.Sign(second - square) * square * _share2;
            cell[0] = first;
            cell[1] = second;
            return first / (Simd.SquareRoot(second) + _epsilon);
        }
    }
}
