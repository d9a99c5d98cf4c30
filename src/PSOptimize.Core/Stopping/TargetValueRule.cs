namespace PSOptimize.Stopping;

/// <summary>Stops when the value is low enough.</summary>
/// <param name="Target">The value to be reached: from above, or from below if the largest is sought.</param>
public sealed record TargetValueRule(double Target) : StopRule
{
    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        return progress.Gain(Target, progress.Value) >= 0 ? new Outcome.Converged("TargetValue", progress.Value, Target) : null;
    }
}
