namespace PSOptimize.Stopping;

/// <summary>Stops when the value is low enough.</summary>
/// <param name="Target">The value, as the method minimises it.</param>
public sealed record TargetValueRule(double Target) : StopRule
{
    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        return progress.Value <= Target ? new Outcome.Converged("TargetValue", progress.Value, Target) : null;
    }
}
