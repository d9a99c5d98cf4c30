using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops when a time limit has passed; its outcome is in seconds.</summary>
/// <param name="Limit">Above zero.</param>
public sealed record TimeRule(TimeSpan Limit) : StopRule
{
    /// <summary>Above zero.</summary>
    public TimeSpan Limit { get; } = TimeSpan.FromSeconds(Require.Positive(Limit.TotalSeconds, nameof(Limit)));

    internal override bool WatchesTime => true;

    internal override TimeSpan? Deadline => Limit;

    internal override IEnumerable<string> Describe(Progress end) => [Budget("seconds", end.Elapsed.TotalSeconds, Limit.TotalSeconds)];

    internal override Outcome? Check(in Progress progress, Span<double> memory) => CheckBudget(progress);

    internal override Outcome? CheckBudget(in Progress progress) =>
        progress.Elapsed >= Limit ? new Outcome.BudgetExhausted("Time", progress.Elapsed.TotalSeconds, Limit.TotalSeconds) : null;
}
