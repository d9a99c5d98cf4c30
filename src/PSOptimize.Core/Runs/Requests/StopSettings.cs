using PSOptimize.Objectives;
using PSOptimize.Stopping;

namespace PSOptimize.Runs.Requests;

/// <summary>When runs stop, as numbers by name: the first that is met ends a run. Rules of convergence are asked before budgets.</summary>
public sealed record StopSettings
{
    /// <summary>The iterations of a run that has no budget, 1,000.</summary>
    public const long DefaultIterations = 1000;

    /// <summary>Iterations, at least 0; default 1,000, or no limit if there is another budget.</summary>
    public long? MaxIterations { get; init; }

    /// <summary>Evaluations of the objective, at least 1; default no limit. What differences cost counts.</summary>
    public long? MaxEvaluations { get; init; }

    /// <summary>Time, above zero; default no limit.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>Passes through the data of an objective with batches, at least 1; default no limit.</summary>
    public long? MaxEpochs { get; init; }

    /// <summary>The Euclidean norm of the gradient, at least 0; default no rule.</summary>
    public double? GradientTolerance { get; init; }

    /// <summary>The change of the value from one iterate to the next, at least 0; default no rule.</summary>
    public double? ValueTolerance { get; init; }

    /// <summary>The length of a move, at least 0; default no rule.</summary>
    public double? StepTolerance { get; init; }

    /// <summary>The value to be reached; default no rule.</summary>
    public double? TargetValue { get; init; }

    /// <summary>Iterations without a better value, or measurements without a better metric, at least 1; default no rule.</summary>
    public long? Patience { get; init; }

    /// <summary>The metric whose measurements <see cref="Patience"/> counts, such as HeldOutLoss; default the value.</summary>
    public string? PatienceMetric { get; init; }

    /// <summary>The budget of iterations; null if there is none.</summary>
    public long? IterationLimit =>
        MaxIterations ?? (MaxEvaluations is null && MaxTime is null && MaxEpochs is null ? DefaultIterations : null);

    /// <summary>All rules that are set, as one.</summary>
    /// <param name="objective">The objective, for the length of an epoch and the sense of a metric.</param>
    /// <exception cref="ArgumentException">There is a metric of patience, and no patience.</exception>
    public StopRule RuleFor(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (PatienceMetric is not null && Patience is null)
            throw new ArgumentException(
                "-PatienceMetric says what -Patience counts: give -Patience as well, a number of measurements without improvement.", nameof(objective));
        var rules = new List<StopRule>();
        if (GradientTolerance is { } gradient) rules.Add(StopRule.GradientNorm(gradient));
        if (ValueTolerance is { } change) rules.Add(StopRule.ValueChange(change));
        if (StepTolerance is { } step) rules.Add(StopRule.StepNorm(step));
        if (TargetValue is { } target) rules.Add(StopRule.TargetValue(target));
        if (Patience is { } patience)
            rules.Add(PatienceMetric is { } metric
                ? StopRule.MetricPatience(metric, patience, increasing: objective.MetricIncreases(metric))
                : StopRule.Patience(patience));
        if (MaxEvaluations is { } evaluations) rules.Add(StopRule.Evaluations(evaluations));
        if (MaxTime is { } time) rules.Add(StopRule.Time(time));
        if (MaxEpochs is { } epochs) rules.Add(StopRule.Transitions(epochs * objective.StepsPerEpoch));
        if (IterationLimit is { } iterations) rules.Add(StopRule.Iterations(iterations));
        return rules.Aggregate((first, second) => first.Or(second));
    }

    /// <summary>How much is used of the budget that is nearest to its end, from 0 to 1.</summary>
    /// <param name="progress">Where a run is.</param>
    /// <param name="objective">Its objective.</param>
    public double ShareUsed(Progress progress, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        double used = 0;
        if (IterationLimit is > 0 and { } iterations) used = Math.Max(used, (double)progress.Iteration / iterations);
        if (MaxEpochs is { } epochs) used = Math.Max(used, (double)progress.Transition / (epochs * objective.StepsPerEpoch));
        if (MaxEvaluations is { } evaluations) used = Math.Max(used, (double)progress.Evaluations / evaluations);
        if (MaxTime is { } time) used = Math.Max(used, progress.Elapsed / time);
        return Math.Min(used, 1);
    }
}
