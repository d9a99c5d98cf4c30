using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>
/// Stops when the Euclidean norm of the last accepted step is at most the tolerance. One of exactly 0 counts only after another: Rprop, for
/// example, stands still once where all slopes change their signs.
/// </summary>
/// <param name="Tolerance">At least 0.</param>
public sealed record StepNormRule(double Tolerance) : StopRule
{
    /// <summary>At least 0.</summary>
    public double Tolerance { get; } = Require.NonNegative(Tolerance);

    internal override IEnumerable<string> Describe(Progress end) => [AtMost("|step|", end.StepNorm, Tolerance)];

    /// <summary>1: how many steps in a row have been 0.</summary>
    public override int Memory => 1;

    internal override Outcome? Check(in Progress progress, Span<double> memory) =>
        progress.IsEvidence(ref memory[0]) && progress.StepNorm <= Tolerance
            ? new Outcome.Converged("StepNorm", progress.StepNorm, Tolerance) : null;
}
