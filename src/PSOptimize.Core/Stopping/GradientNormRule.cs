using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops when the Euclidean norm of the gradient is at most the tolerance.</summary>
/// <param name="Tolerance">At least 0.</param>
public sealed record GradientNormRule(double Tolerance) : StopRule
{
    /// <summary>At least 0.</summary>
    public double Tolerance { get; } = Require.NonNegative(Tolerance);

    internal override IEnumerable<string> Describe(Progress end) => [AtMost("|gradient|", end.GradientNorm, Tolerance)];

    internal override Outcome? Check(in Progress progress, Span<double> memory) =>
        progress.GradientNorm <= Tolerance ? new Outcome.Converged("GradientNorm", progress.GradientNorm, Tolerance) : null;
}
