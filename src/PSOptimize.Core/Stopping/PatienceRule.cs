using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops when the best value has not improved for N iterations.</summary>
/// <param name="Limit">N, at least 1.</param>
/// <param name="MinimumImprovement">The change that an improvement must exceed, at least 0.</param>
public sealed record PatienceRule(long Limit, double MinimumImprovement) : StopRule
{
    /// <summary>The number of iterations N, at least 1.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 1);

    /// <summary>The change that an improvement must exceed, at least 0.</summary>
    public double MinimumImprovement { get; } = Require.NonNegative(MinimumImprovement);

    /// <summary>2: the best value so far, and the iteration at which it was reached.</summary>
    public override int Memory => 2;

    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        if (double.IsNaN(memory[0]) || progress.Gain(memory[0], progress.Value) > MinimumImprovement)
        {
            memory[0] = progress.Value;
            memory[1] = progress.Iteration;
        }
        var waited = progress.Iteration - memory[1];
        return waited < Limit ? null
            : new Outcome.Stalled("Patience", waited, Limit) { Detail = $"no better value in {waited} iterations" };
    }
}
