using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops when the Euclidean norm of the last accepted step is at most the tolerance.</summary>
/// <param name="Tolerance">At least 0.</param>
public sealed record StepNormRule(double Tolerance) : StopRule
{
    /// <summary>At least 0.</summary>
    public double Tolerance { get; } = Require.NonNegative(Tolerance);

    internal override IEnumerable<string> Describe(Progress end) => [AtMost("|step|", end.StepNorm, Tolerance)];

    internal override Outcome? Check(in Progress progress, Span<double> memory) =>
        progress.Iteration > 0 && progress.Accepted && progress.StepNorm <= Tolerance
            ? new Outcome.Converged("StepNorm", progress.StepNorm, Tolerance) : null;
}
