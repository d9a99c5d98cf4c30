namespace PSOptimize.Stopping;

/// <summary>Stops as soon as one of two rules is met; if both are, the outcome is that of the first.</summary>
/// <param name="First">The rule whose outcome takes precedence.</param>
/// <param name="Second">The other rule.</param>
public sealed record EitherRule(StopRule First, StopRule Second) : CompositeRule(First, Second)
{
    internal override TimeSpan? Deadline => First.Deadline is { } first && !(Second.Deadline < first) ? first : Second.Deadline;

    private protected override Outcome? Combine(Outcome? first, Outcome? second) => first ?? second;
}
