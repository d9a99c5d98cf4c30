using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>AdaGrad's scaling: <c>G ← G + u²</c>, <c>u ← u/(√G + ε)</c>, or <c>u/√(G + ε)</c>.</summary>
/// <remarks>Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization", fig. 1 (diagonal).</remarks>
public sealed record ScaleByRootSumOfSquares(double Epsilon = 1e-10, bool EpsilonInside = false, double InitialAccumulator = 0)
    : Transformation<ScaleByRootSumOfSquares.Rule>
{
    /// <summary>Whether ε stands inside the root.</summary>
    public bool EpsilonInside { get; init; } = EpsilonInside;

    /// <summary>ε > 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <summary>G before the first step, at least 0.</summary>
    [NonNegative] public double InitialAccumulator { get; init => field = Checked(value); } = InitialAccumulator;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["SumOfSquares"];

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        slots[0].Span.Fill(InitialAccumulator);

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => EpsilonInside ? new(Epsilon, 0) : new(0, Epsilon);

    /// <summary>Divides by the root of the sum of squares.</summary>
    public readonly struct Rule(double inside, double outside) : IRule
    {
        private readonly Lanes _inside = new(inside);
        private readonly Lanes _outside = new(outside);

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var sum = LaneMath.MultiplyAdd(update, update, cell[0]);
            cell[0] = sum;
            return update / (Simd.SquareRoot(sum + _inside) + _outside);
        }
    }
}
