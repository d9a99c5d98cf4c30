using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>AdaGrad's scaling: <c>G ← G + u²</c>, <c>u ← u/(√G + ε)</c>, or <c>u/√(G + ε)</c>.</summary>
/// <param name="Epsilon">ε > 0 keeps the division safe.</param>
/// <param name="EpsilonInside">Whether ε stands inside the root.</param>
/// <param name="InitialAccumulator">G before the first step, at least 0.</param>
/// <remarks>Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization", fig. 1 (diagonal).</remarks>
public sealed record ScaleByRootSumOfSquares(double Epsilon = 1e-10, bool EpsilonInside = false, double InitialAccumulator = 0)
    : Transformation<ScaleByRootSumOfSquares.Rule>
{
    /// <summary>ε ≥ 0.</summary>
    public double Epsilon { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Epsilon);

    /// <summary>G before the first step, at least 0.</summary>
    public double InitialAccumulator { get; init => field = Require.NonNegative(value); } = Require.NonNegative(InitialAccumulator);

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
