namespace PSOptimize.Stopping;

/// <summary>Stops as soon as one of two rules is met; the first is asked first.</summary>
/// <param name="First">One rule.</param>
/// <param name="Second">The other rule.</param>
public sealed record EitherRule(StopRule First, StopRule Second) : StopRule
{
    /// <inheritdoc/>
    public override int Memory => First.Memory + Second.Memory;

    internal override bool WatchesMetrics => First.WatchesMetrics || Second.WatchesMetrics;

    internal override bool WatchesTime => First.WatchesTime || Second.WatchesTime;

    internal override Outcome? CheckBudget(in Progress progress) => First.CheckBudget(progress) ?? Second.CheckBudget(progress);

    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        // Both are asked each time: a rule with a memory must see every iteration.
        var first = First.Check(progress, memory[..First.Memory]);
        var second = Second.Check(progress, memory[First.Memory..]);
        return first ?? second;
    }
}
