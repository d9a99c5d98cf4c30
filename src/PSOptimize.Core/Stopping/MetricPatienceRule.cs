using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops when a metric, such as a held-out loss, has not improved in a number of its measurements: early stopping.</summary>
/// <param name="Metric">The name of the metric.</param>
/// <param name="Limit">Measurements, at least 1. A metric that is taken once an epoch counts epochs.</param>
/// <param name="MinimumImprovement">What counts as better, at least 0.</param>
/// <param name="Increasing">Whether a larger metric is better, as of an accuracy.</param>
/// <remarks>Prechelt 1998, "Early stopping: but when?", §2, the class UP of stopping criteria with strips of one measurement.</remarks>
public sealed record MetricPatienceRule(string Metric, long Limit, double MinimumImprovement, bool Increasing) : StopRule
{
    /// <summary>Measurements, at least 1.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 1);

    /// <summary>What counts as better, at least 0.</summary>
    public double MinimumImprovement { get; } = Require.NonNegative(MinimumImprovement);

    /// <summary>The metric that has to be beaten, and for how many measurements it has stood.</summary>
    public override int Memory => 2;

    internal override bool WatchesMetrics => true;

    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        var metric = progress.Metric(Metric);
        if (double.IsNaN(metric)) return null;
        if (Increasing) metric = -metric;
        if (double.IsNaN(memory[0]) || metric < memory[0] - MinimumImprovement)
        {
            memory[0] = metric;
            memory[1] = 0;
            return null;
        }
        memory[1]++;
        return memory[1] >= Limit ? new Outcome.Converged($"Patience({Metric})", memory[1], Limit) : null;
    }
}
