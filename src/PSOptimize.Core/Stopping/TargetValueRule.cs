namespace PSOptimize.Stopping;

/// <summary>Stops when the value is at most the target when minimising, or at least the target when maximising.</summary>
/// <param name="Target">The value to reach; any number.</param>
public sealed record TargetValueRule(double Target) : StopRule
{
    internal override IEnumerable<string> Describe(Progress end) =>
        [end.Maximize ? AtLeast("value", end.Value, Target) : AtMost("value", end.Value, Target)];

    internal override Outcome? Check(in Progress progress, Span<double> memory) =>
        progress.Gain(Target, progress.Value) >= 0 ? new Outcome.Converged("TargetValue", progress.Value, Target) : null;
}
