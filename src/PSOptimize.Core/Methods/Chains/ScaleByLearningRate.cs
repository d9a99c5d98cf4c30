using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Schedules;

namespace PSOptimize.Methods.Chains;

/// <summary>Turns a direction of ascent into a step down: <c>u ← −ε u</c>, with the rate ε of the step.</summary>
public sealed record ScaleByLearningRate(Schedule LearningRate) : Transformation<ScaleByLearningRate.Rule>
{
    /// <summary>ε ≥ 0, a number or a schedule of the step.</summary>
    [NonNegative] public Schedule LearningRate { get; init => field = Checked(value); } = LearningRate;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames => LearningRate.NumberNames;

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        numbers.Fill(double.NaN);

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Factor(ref step));

    /// <inheritdoc/>
    protected internal override Schedule OwnRate => LearningRate;

    /// <inheritdoc/>
    protected internal override Transformation AtRate(Schedule rate) => this with { LearningRate = rate };

    internal override Transformation AsMove() => new MoveAtRate(this);

    /// <summary>−ε of the step, which the row is to show.</summary>
    internal double Factor(ref Step step)
    {
        var rate = LearningRate.At(step.Time, step.Numbers[..LearningRate.Memory]);
        // A scaling before this one may have found a rate of its own.
        step.LearningRate = double.IsNaN(step.LearningRate) ? rate : rate * step.LearningRate;
        return -rate;
    }

    /// <summary>Multiplication by −ε.</summary>
    public readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor;
    }
}
