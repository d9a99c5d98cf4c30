namespace PSOptimize.Stopping;

/// <summary>Stops when a user-defined condition holds.</summary>
/// <param name="Rule">The name of the rule in the outcome.</param>
/// <param name="Condition">Evaluated once per iteration.</param>
public sealed record ConditionRule(string Rule, Func<Progress, bool> Condition) : StopRule
{
    internal override bool WatchesTime => true;

    internal override Outcome? Check(in Progress progress, Span<double> memory) =>
        Condition(progress) ? new Outcome.Converged(Rule, progress.Value, double.NaN) : null;
}
