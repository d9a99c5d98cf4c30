using System.Runtime.CompilerServices;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Skips a step of whose value, update and Hessian product anything is infinite or not a number: nothing behind it advances, and the point
/// stays.
/// </summary>
/// <remarks>
/// The transformations behind it count the steps that it lets through.
/// </remarks>
public sealed record SkipNonFinite : Transformation<SkipNonFinite.Rule>
{
    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames => ["Steps"];

    /// <inheritdoc/>
    protected internal override long? Behind(long number, ReadOnlySpan<double> numbers) => (long)numbers[0] + 1;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var finite = double.IsFinite(step.Value) && LaneMath.IsFinite(step.Update) && step.HessianProduct.IsFinite();
        if (finite) step.Number = (long)++step.Numbers[0];
        else step.Skip();
        return default;
    }

    /// <summary>Nothing to change.</summary>
    public readonly struct Rule : IRule
    {
        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update;
    }
}
