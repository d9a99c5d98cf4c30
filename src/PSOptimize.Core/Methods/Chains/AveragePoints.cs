using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// The plain average of the points from step s on, every k-th of them; it is the answer, the steps do not change.
/// </summary>
/// <remarks>
/// Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging", eq. 3; every k-th: Izmailov et al. 2018, "Averaging
/// weights leads to wider optima and better generalization", algorithm 1.
/// </remarks>
public sealed record AveragePoints(long AverageFrom = 1, int AverageEvery = 1) : Transformation<AveragePoints.Rule>
{
    /// <summary>s ≥ 1, the step from which on points are averaged; before, the average is the last point.</summary>
    [AtLeast(1)] public long AverageFrom { get; init => field = Checked(value); } = AverageFrom;

    /// <summary>k ≥ 1.</summary>
    [AtLeast(1)] public int AverageEvery { get; init => field = Checked(value); } = AverageEvery;

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
    protected internal override Rule Fold(ref Step step)
    {
        var after = step.Number - AverageFrom;
        return new Rule(after < 0 ? 1 : after % AverageEvery == 0 ? 1.0 / (after / AverageEvery + 1) : 0);
    }

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
