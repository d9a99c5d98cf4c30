using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// The exponentially weighted average of the points, <c>a ← βa + (1 − β)x</c>, begun at the start; it is the answer, the steps do not
/// change.
/// </summary>
/// <remarks>
/// Tarvainen and Valpola 2017, "Mean teachers are better role models", eq. 1.
/// </remarks>
public sealed record AveragePointsExponentially(double AverageDecay = 0.999) : Transformation<AveragePointsExponentially.Rule>
{
    /// <summary>β in [0, 1): 1/(1 − β) steps are remembered.</summary>
    [Fraction] public double AverageDecay { get; init => field = Checked(value); } = AverageDecay;

    /// <inheritdoc/>
    public override bool ActsOnPoint => true;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Average"];

    /// <inheritdoc/>
    public override int? AnswerSlot => 0;

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        point.AsSpan().CopyTo(slots[0].Span);

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(1 - AverageDecay);

    /// <summary>Takes the point into the average.</summary>
    public readonly struct Rule(double share) : IRule
    {
        private readonly double _share = share;

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var average = cell[0];
            cell[0] = average + (update - average) * _share;
            return update;
        }
    }
}
