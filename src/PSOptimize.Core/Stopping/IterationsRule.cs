using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Vectors;

namespace PSOptimize.Stopping;

/// <summary>Stops after N iterations.</summary>
/// <param name="Limit">N, at least 0.</param>
public sealed record IterationsRule(long Limit) : StopRule
{
    /// <summary>N, at least 0.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 0);

    internal override IEnumerable<string> Describe(Progress end) => [Budget("iterations", end.Iteration, Limit)];

    [MethodImpl(JitHints.FullyOptimized)]
    internal override Outcome? Check(in Progress progress, Span<double> memory) =>
        progress.Iteration >= Limit ? new Outcome.BudgetExhausted("Iterations", progress.Iteration, Limit) : null;
}
