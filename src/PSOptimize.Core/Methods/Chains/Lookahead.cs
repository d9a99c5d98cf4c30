using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Every k steps the point goes back to a slow point that has moved a share of the way: <c>φ ← φ + α(x − φ)</c>, <c>x ← φ</c>.
/// </summary>
/// <remarks>
/// Zhang et al. 2019, "Lookahead optimizer: k steps forward, 1 step back", algorithm 1.
/// </remarks>
public sealed record Lookahead(int LookaheadSteps = 5, double LookaheadShare = 0.5) : Transformation<Lookahead.Rule>
{
    /// <summary>k ≥ 1.</summary>
    [AtLeast(1)] public int LookaheadSteps { get; init => field = Checked(value); } = LookaheadSteps;

    /// <summary>α in (0, 1].</summary>
    [Share] public double LookaheadShare { get; init => field = Checked(value); } = LookaheadShare;

    /// <inheritdoc/>
    public override bool ActsOnPoint => true;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Slow"];

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        point.AsSpan().CopyTo(slots[0].Span);

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => step.Number % LookaheadSteps == 0 ? new(LookaheadShare, 1) : new(0, 0);

    /// <summary>The slow point follows, or waits.</summary>
    public readonly struct Rule(double share, double back) : IRule
    {
        private readonly double _share = share;
        private readonly Lanes _back = Simd.Create(back);

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var slow = cell[0];
            slow += (update - slow) * _share;
            cell[0] = slow;
            return Simd.ConditionalSelect(Simd.Equals(_back, Lanes.One), slow, update);
        }
    }
}
