using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Gathers the updates of k evaluations and lets their mean go on at every k-th; at the others nothing behind it advances, and the point
/// stays. So k mini-batches make one step.
/// </summary>
/// <remarks>
/// The transformations behind it count the steps that it lets through, and so do the iterations of a run.
/// </remarks>
public sealed record AccumulateGradients(int AccumulationSteps) : Transformation<AccumulateGradients.Rule>
{
    /// <summary>k ≥ 1.</summary>
    [AtLeast(1)] public int AccumulationSteps { get; init => field = Checked(value); } = AccumulationSteps;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Sum"];

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames => ["Gathered", "Steps"];

    /// <inheritdoc/>
    protected internal override long? Behind(long number, ReadOnlySpan<double> numbers) =>
        numbers[0] + 1 < AccumulationSteps ? null : (long)numbers[1] + 1;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var numbers = step.Numbers;
        if (++numbers[0] < AccumulationSteps)
        {
            TensorPrimitives.Add(step.OldSlot(0), step.Update, step.NewSlot(0));
            step.Gather();
            return default;
        }
        numbers[0] = 0;
        step.Number = (long)++numbers[1];
        var update = step.RewriteUpdate();
        TensorPrimitives.Add(step.OldSlot(0), update, update);
        step.NewSlot(0).Clear();
        return new Rule(1.0 / AccumulationSteps);
    }

    /// <summary>The mean of the sum.</summary>
    public readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor;
    }
}
