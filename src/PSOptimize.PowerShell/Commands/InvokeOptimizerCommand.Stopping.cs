using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Stopping;

namespace PSOptimize.Commands;

/// <content>When a run stops.</content>
public sealed partial class InvokeOptimizerCommand
{
    private const long DefaultIterations = 1000;

    /// <summary>Stops after so many iterations; default 1000, or no limit where -MaxEvaluations or -MaxTime sets one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, long.MaxValue)]
    public long? MaxIterations { get; set; }

    /// <summary>Stops as soon as the objective was evaluated so often; what differences cost counts.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxEvaluations { get; set; }

    /// <summary>Stops after this time: a TimeSpan, or a number of seconds.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Seconds]
    public TimeSpan? MaxTime { get; set; }

    /// <summary>Stops when the Euclidean norm of the gradient is at most this. No rule of convergence is set by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    public double? GradientTolerance { get; set; }

    /// <summary>Stops when the value changes by at most this in one iteration.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    public double? ValueTolerance { get; set; }

    /// <summary>Stops when a move is at most this long.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    public double? StepTolerance { get; set; }

    /// <summary>Stops when the value is at most this; when maximising, at least this.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    public double? TargetValue { get; set; }

    /// <summary>Stops when the best value has not improved for so many iterations.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    public long? Patience { get; set; }

    /// <summary>All rules that were set; the first that is met ends the run. Rules of convergence are asked before budgets.</summary>
    private StopRule StopRules(Objective objective)
    {
        var rules = new List<StopRule>();
        if (GradientTolerance is { } gradient) rules.Add(StopRule.GradientNorm(gradient));
        if (ValueTolerance is { } change) rules.Add(StopRule.ValueChange(change));
        if (StepTolerance is { } step) rules.Add(StopRule.StepNorm(step));
        if (TargetValue is { } target) rules.Add(StopRule.TargetValue(target));
        if (Patience is { } patience) rules.Add(PatienceRule(patience));
        if (MaxEvaluations is { } evaluations) rules.Add(StopRule.Evaluations(evaluations));
        if (MaxTime is { } time) rules.Add(StopRule.Time(time));
        rules.AddRange(EpochRules(objective));
        if (IterationLimit is { } iterations) rules.Add(StopRule.Iterations(iterations));
        return rules.Aggregate((first, second) => first.Or(second));
    }

    private long? IterationLimit => MaxIterations ?? (MaxEvaluations is null && MaxTime is null && MaxEpochs is null ? DefaultIterations : null);
}
