using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops as soon as the objective has been evaluated N times, even in the middle of an iteration.</summary>
/// <param name="Limit">N, at least 1.</param>
public sealed record EvaluationsRule(long Limit) : StopRule
{
    /// <summary>N, at least 1.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 1);

    internal override IEnumerable<string> Describe(Progress end) => [Budget("evaluations", end.Evaluations, Limit)];

    internal override Outcome? Check(in Progress progress, Span<double> memory) => CheckBudget(progress);

    internal override Outcome? CheckBudget(in Progress progress) =>
        progress.Evaluations >= Limit ? new Outcome.BudgetExhausted("Evaluations", progress.Evaluations, Limit) : null;
}
