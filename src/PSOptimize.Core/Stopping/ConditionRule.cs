namespace PSOptimize.Stopping;

/// <summary>Stops when a condition holds.</summary>
/// <param name="Rule">What the outcome calls the rule.</param>
/// <param name="Condition">Asked once an iteration.</param>
public sealed record ConditionRule(string Rule, Func<Progress, bool> Condition) : StopRule
{
    internal override bool WatchesTime => true;

    internal override Outcome? Check(in Progress progress, Span<double> memory) =>
        Condition(progress) ? new Outcome.Converged(Rule, progress.Value, double.NaN) : null;
}
