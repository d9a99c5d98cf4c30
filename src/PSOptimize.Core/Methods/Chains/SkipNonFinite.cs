using System.Runtime.CompilerServices;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Skips a step whose value or update is infinite or not a number: nothing behind it advances, and the point stays.
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
    protected internal override Rule Fold(ref Step step)
    {
        if (double.IsFinite(step.Value) && LaneMath.IsFinite(step.Update)) step.Number = (long)++step.Numbers[0];
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
