using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops after N transitions of the method; an iteration may take several.</summary>
/// <param name="Limit">N, at least 0.</param>
public sealed record TransitionsRule(long Limit) : StopRule
{
    /// <summary>N, at least 0.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 0);

    internal override IEnumerable<string> Describe(Progress end) => [Budget("transitions", end.Transition, Limit)];

    internal override Outcome? Check(in Progress progress, Span<double> memory) => CheckBudget(progress);

    internal override Outcome? CheckBudget(in Progress progress) =>
        progress.Transition >= Limit ? new Outcome.BudgetExhausted("Transitions", progress.Transition, Limit) : null;
}
