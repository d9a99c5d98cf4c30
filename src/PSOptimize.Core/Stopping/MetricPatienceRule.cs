using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Early stopping: stops when a metric, such as a held-out loss, has not improved for N consecutive measurements.</summary>
/// <param name="Metric">The name of the metric.</param>
/// <param name="Limit">N, at least 1. For a metric that is measured once per epoch, this counts epochs.</param>
/// <param name="MinimumImprovement">The smallest change that counts as an improvement, at least 0.</param>
/// <param name="Increasing">Whether larger is better, as for an accuracy.</param>
/// <remarks>Prechelt 1998, "Early stopping: but when?", §2, the class UP of stopping criteria with strips of one measurement.</remarks>
public sealed record MetricPatienceRule(string Metric, long Limit, double MinimumImprovement, bool Increasing) : StopRule
{
    /// <summary>The number of measurements N, at least 1.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 1);

    /// <summary>The smallest change that counts as an improvement, at least 0.</summary>
    public double MinimumImprovement { get; } = Require.NonNegative(MinimumImprovement);

    /// <summary>2: the best measurement so far, and the number of measurements since.</summary>
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
        return memory[1] < Limit ? null
            : new Outcome.Stalled($"Patience({Metric})", memory[1], Limit) { Detail = $"no better {Metric} in {Limit} measurements" };
    }
}
