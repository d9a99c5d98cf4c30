using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Stopping;

namespace PSOptimize.Commands;

/// <content>Runs on batches of data: epochs, and early stopping on a metric.</content>
public sealed partial class InvokeOptimizerCommand
{
    /// <summary>Stops after so many passes through the data of an objective with batches.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxEpochs { get; set; }

    /// <summary>Counts -TraceEvery in epochs: the trajectory then has a row an epoch.</summary>
    [Parameter]
    public SwitchParameter ByEpoch { get; set; }

    /// <summary>A metric of the objective, such as HeldOutLoss: -Patience then counts its measurements, and the run stops when it no longer improves.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PatienceMetric { get; set; }

    private StopRule PatienceRule(long patience) => PatienceMetric is { } metric
        ? StopRule.MetricPatience(metric, patience,
            increasing: metric.EndsWith("Accuracy", StringComparison.OrdinalIgnoreCase) || metric.EndsWith("R2", StringComparison.OrdinalIgnoreCase))
        : StopRule.Patience(patience);

    private IEnumerable<StopRule> EpochRules(Objective objective)
    {
        if (PatienceMetric is not null && Patience is null)
            throw new ArgumentException("-PatienceMetric says what -Patience counts: give -Patience as well, a number of measurements without improvement.");
        if (MaxEpochs is { } epochs) yield return StopRule.Transitions(epochs * objective.StepsPerEpoch);
    }
}
