namespace PSOptimize.Stopping;

/// <summary>Two rules as one: <see cref="EitherRule"/> or <see cref="BothRule"/>.</summary>
/// <param name="First">The rule that is checked first and whose outcome takes precedence.</param>
/// <param name="Second">The other rule.</param>
public abstract record CompositeRule(StopRule First, StopRule Second) : StopRule
{
    /// <inheritdoc/>
    public override int Memory => First.Memory + Second.Memory;

    internal override bool WatchesMetrics => First.WatchesMetrics || Second.WatchesMetrics;

    internal override bool WatchesTime => First.WatchesTime || Second.WatchesTime;

    internal override IEnumerable<string> Describe(Progress end) => First.Describe(end).Concat(Second.Describe(end));

    internal override Outcome? CheckBudget(in Progress progress) => Combine(First.CheckBudget(progress), Second.CheckBudget(progress));

    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        // Both are checked each time, since a rule with a memory must see every iteration.
        var first = First.Check(progress, memory[..First.Memory]);
        var second = Second.Check(progress, memory[First.Memory..]);
        return Combine(first, second);
    }

    private protected abstract Outcome? Combine(Outcome? first, Outcome? second);
}
