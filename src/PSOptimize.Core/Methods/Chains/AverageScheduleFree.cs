using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Schedule-free averaging: the moves go to a point z, x is the average of all z, and the gradient is wanted between the two:
/// <c>z ← z + u</c>, <c>x ← (1 − c)x + cz</c>, <c>y = (1 − β)z + βx</c> with <c>c = ε²/Σε²</c>. The state's point is y, the
/// answer is x. It comes last of all that work on the update.
/// </summary>
/// <remarks>
/// Defazio et al. 2024, "The road less scheduled", eqs. 3 to 5 and algorithm 1.
/// </remarks>
public sealed record AverageScheduleFree(double Beta1 = 0.9) : Transformation<AverageScheduleFree.Rule>
{
    /// <summary>β in [0, 1): how near to the average the gradient is taken.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Stepped", "Average"];

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames => ["SumOfSquaredRates"];

    /// <inheritdoc/>
    public override int? AnswerSlot => 1;

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers)
    {
        foreach (var slot in slots) point.AsSpan().CopyTo(slot.Span);
    }

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var square = double.IsNaN(step.LearningRate) ? 1 : step.LearningRate * step.LearningRate;
        step.Numbers[0] += square;
        return new Rule(step.Numbers[0] > 0 ? square / step.Numbers[0] : 0, Beta1);
    }

    /// <summary>Moves z, averages x, and gives the way from y to the new y.</summary>
    public readonly struct Rule(double share, double beta) : IRule
    {
        private readonly double _share = share;
        private readonly double _beta = beta;

        /// <inheritdoc/>
        public static int Slots => 2;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var stepped = cell[0] + update;
            var average = cell[1];
            average += (stepped - average) * _share;
            cell[0] = stepped;
            cell[1] = average;
            return stepped + (average - stepped) * _beta - cell.Point;
        }
    }
}
