using System.Runtime.CompilerServices;
using PSOptimize.Objectives;
using PSOptimize.Schedules;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// A transformation for a group of coordinates only; the others pass unchanged. Made by <see cref="Transformation.OnlyFor"/>.
/// </summary>
/// <typeparam name="TRule">The rule of the transformation inside.</typeparam>
/// <remarks>
/// A transformation inside that needs the whole update sees a vector that is 0 outside of the group, so a norm is that of the group.
/// </remarks>
internal sealed record Masked<TRule> : Transformation<Masked<TRule>.Rule>
    where TRule : struct, IRule
{
    internal Masked(Transformation<TRule> inner, Vector mask) => (Inner, Mask) = (inner, mask);

    /// <summary>What the group gets.</summary>
    public Transformation<TRule> Inner { get; }

    /// <summary>As long as the point; other than 0 for the coordinates of the group.</summary>
    public Vector Mask { get; }

    /// <inheritdoc/>
    public override string Name => Inner.Name;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => Inner.SlotNames;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames => Inner.NumberNames;

    /// <inheritdoc/>
    public override Information Needs => Inner.Needs;

    /// <inheritdoc/>
    protected internal override Information NeedsAt(long number) => Inner.NeedsAt(number);

    /// <inheritdoc/>
    protected internal override long? Behind(long number, ReadOnlySpan<double> numbers) => Inner.Behind(number, numbers);

    /// <inheritdoc/>
    protected internal override Schedule? OwnRate => Inner.OwnRate;

    /// <inheritdoc/>
    protected internal override Transformation AtRate(Schedule rate) => Inner.AtRate(rate).OnlyFor(Mask);

    /// <inheritdoc/>
    protected internal override int NumberCount(int dimension) => Inner.NumberCount(dimension);

    /// <inheritdoc/>
    public override int? AnswerSlot => Inner.AnswerSlot;

    /// <inheritdoc/>
    public override bool NeedsWhole => Inner.NeedsWhole;

    /// <inheritdoc/>
    public override bool ActsOnPoint => Inner.ActsOnPoint;

    /// <inheritdoc/>
    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers)
    {
        if (Mask.Count != point.Count)
            throw new ArgumentException(
                $"The mask must have one element per coordinate: the point has {point.Count}, the mask {Mask.Count}.", nameof(point));
        Inner.Begin(point, slots, numbers);
    }

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        // The row shows the rate of the first group that has one.
        var shown = step.LearningRate;
        step.LearningRate = double.NaN;
        var rule = Inner.NeedsWhole ? FoldGroup(ref step) : Inner.Fold(ref step);
        if (!double.IsNaN(shown)) step.LearningRate = shown;
        return new Rule(rule, Mask);
    }

    private TRule FoldGroup(ref Step step)
    {
        var update = step.RewriteUpdate();
        var others = step.Scratch();
        for (var i = 0; i < update.Length; i++)
        {
            if (Mask[i] != 0) continue;
            others[i] = update[i];
            update[i] = 0;
        }
        step.Group = Mask;
        var rule = Inner.Fold(ref step);
        step.Group = Vector.Empty;
        for (var i = 0; i < update.Length; i++)
            if (Mask[i] == 0) update[i] = others[i];
        return rule;
    }

    /// <summary>The rule inside where the mask is not 0.</summary>
    public readonly struct Rule : IRule
    {
        private readonly TRule _inner;
        private readonly Vector _mask;

        internal Rule(TRule inner, Vector mask) => (_inner, _mask) = (inner, mask);

        /// <inheritdoc/>
        public static int Slots
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TRule.Slots;
        }

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) =>
            Simd.ConditionalSelect(Simd.Equals(cell.Of(_mask), Lanes.Zero), update, _inner.Apply(update, cell));
    }
}
