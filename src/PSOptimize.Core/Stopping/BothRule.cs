namespace PSOptimize.Stopping;

/// <summary>Stops when both rules are met at the same iteration; the outcome is that of the first.</summary>
/// <param name="First">The rule whose outcome is reported.</param>
/// <param name="Second">The other rule.</param>
public sealed record BothRule(StopRule First, StopRule Second) : CompositeRule(First, Second)
{
    private protected override Outcome? Combine(Outcome? first, Outcome? second) => second is null ? null : first;
}
