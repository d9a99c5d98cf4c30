using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Vectors;

namespace PSOptimize.Stopping;

/// <summary>Stops after a number of iterations.</summary>
/// <param name="Limit">At least 0.</param>
public sealed record IterationsRule(long Limit) : StopRule
{
    /// <summary>At least 0.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 0);

    [MethodImpl(Hot.Path)]
    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        return progress.Iteration >= Limit ? new Outcome.BudgetExhausted("Iterations", progress.Iteration, Limit) : null;
    }
}
