using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops after some time, counted in seconds.</summary>
/// <param name="Limit">Above zero.</param>
public sealed record TimeRule(TimeSpan Limit) : StopRule
{
    /// <summary>Above zero.</summary>
    public TimeSpan Limit { get; } = TimeSpan.FromSeconds(Require.Positive(Limit.TotalSeconds, nameof(Limit)));

    internal override bool WatchesTime => true;

    internal override Outcome? Check(in Progress progress, Span<double> memory) => CheckBudget(progress);

    internal override Outcome? CheckBudget(in Progress progress)
    {
        return progress.Elapsed >= Limit ? new Outcome.BudgetExhausted("Time", progress.Elapsed.TotalSeconds, Limit.TotalSeconds) : null;
    }
}
