using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops after a number of transitions of the method; an iteration may take several.</summary>
/// <param name="Limit">At least 0.</param>
public sealed record TransitionsRule(long Limit) : StopRule
{
    /// <summary>At least 0.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 0);

    internal override Outcome? Check(in Progress progress, Span<double> memory) => CheckBudget(progress);

    internal override Outcome? CheckBudget(in Progress progress) =>
        progress.Transition >= Limit ? new Outcome.BudgetExhausted("Transitions", progress.Transition, Limit) : null;
}
