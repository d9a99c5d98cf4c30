using PSOptimize.Objectives.Regression;

namespace PSOptimize.Binding;

/// <summary>Completes the metrics that a model of data may have.</summary>
public sealed class MetricCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Names => RegressionObjective.AllMetrics.Select(name => (name, name));
}
