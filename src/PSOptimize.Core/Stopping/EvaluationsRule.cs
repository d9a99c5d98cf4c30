using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops as soon as the objective was evaluated a number of times.</summary>
/// <param name="Limit">At least 1.</param>
public sealed record EvaluationsRule(long Limit) : StopRule
{
    /// <summary>At least 1.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 1);

    internal override Outcome? Check(in Progress progress, Span<double> memory) => CheckBudget(progress);

    internal override Outcome? CheckBudget(in Progress progress) =>
        progress.Evaluations >= Limit ? new Outcome.BudgetExhausted("Evaluations", progress.Evaluations, Limit) : null;
}
