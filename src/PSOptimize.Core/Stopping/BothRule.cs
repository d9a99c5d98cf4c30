namespace PSOptimize.Stopping;

/// <summary>Stops when two rules are met at the same iteration; the outcome is that of the first.</summary>
/// <param name="First">One rule.</param>
/// <param name="Second">The other rule.</param>
public sealed record BothRule(StopRule First, StopRule Second) : StopRule
{
    /// <inheritdoc/>
    public override int Memory => First.Memory + Second.Memory;

    internal override bool WatchesMetrics => First.WatchesMetrics || Second.WatchesMetrics;

    internal override bool WatchesTime => First.WatchesTime || Second.WatchesTime;

    internal override Outcome? CheckBudget(in Progress progress) =>
        First.CheckBudget(progress) is { } first && Second.CheckBudget(progress) is not null ? first : null;

    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        var first = First.Check(progress, memory[..First.Memory]);
        var second = Second.Check(progress, memory[First.Memory..]);
        return second is null ? null : first;
    }
}
