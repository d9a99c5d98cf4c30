using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Stopping;

namespace PSOptimize.Runs.Requests;

/// <summary>When runs stop, as named numbers: the first criterion that is met ends a run. Convergence is checked before budgets.</summary>
public sealed record StopSettings
{
    /// <summary>The limit on iterations if no budget is given, 1,000.</summary>
    public const long DefaultIterations = 1000;

    /// <summary>The same for a method that ends by itself, 10,000.</summary>
    public const long AmpleIterations = 10_000;

    /// <summary>The limit on evaluations of a method that ends by itself, if no budget is given, 1,000,000.</summary>
    public const long AmpleEvaluations = 1_000_000;

    /// <summary>
    /// The largest number of iterations, at least 0; default 1,000, or 10,000 for a method that ends by itself, or no limit if another
    /// budget is given.
    /// </summary>
    public long? MaxIterations { get; init; }

    /// <summary>
    /// The largest number of evaluations of the objective, including those for finite differences; at least 1. Default 1,000,000 for a
    /// method that ends by itself, or no limit if another budget is given.
    /// </summary>
    public long? MaxEvaluations { get; init; }

    /// <summary>The time limit, above zero; default no limit.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>The largest number of passes through the data of an objective with batches, at least 1; default no limit.</summary>
    public long? MaxEpochs { get; init; }

    /// <summary>Stops when the Euclidean norm of the gradient is at most this; at least 0, default not checked.</summary>
    public double? GradientTolerance { get; init; }

    /// <summary>Stops when the value changes by at most this from one iterate to the next; at least 0, default not checked.</summary>
    public double? ValueTolerance { get; init; }

    /// <summary>Stops when the Euclidean norm of a step is at most this; at least 0, default not checked.</summary>
    public double? StepTolerance { get; init; }

    /// <summary>Stops when this value is reached; default not checked.</summary>
    public double? TargetValue { get; init; }

    /// <summary>
    /// Stops after this many iterations without a better value, or measurements without a better metric; at least 1, default not checked.
    /// </summary>
    public long? Patience { get; init; }

    /// <summary>
    /// The metric whose measurements <see cref="Patience"/> counts, such as HeldOutLoss; default the value of the objective.
    /// </summary>
    public string? PatienceMetric { get; init; }

    /// <summary>The effective limit on iterations; null if there is none.</summary>
    /// <param name="method">The method of the run.</param>
    public long? LimitFor(Method method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return HasBudget ? MaxIterations : method.EndsByItself ? AmpleIterations : DefaultIterations;
    }

    private bool HasBudget => MaxIterations is not null || MaxEvaluations is not null || MaxTime is not null || MaxEpochs is not null;

    private long? EvaluationLimitFor(Method method) => !HasBudget && method.EndsByItself ? AmpleEvaluations : MaxEvaluations;

    /// <summary>All criteria that are set, as one stop rule.</summary>
    /// <param name="objective">The objective, which determines the length of an epoch and whether a larger metric is better.</param>
    /// <param name="method">The method, which determines how many iterations are enough.</param>
    /// <exception cref="ArgumentException">
    /// <see cref="PatienceMetric"/> is set without <see cref="Patience"/>, or a number is out of range.
    /// </exception>
    public StopRule RuleFor(Objective objective, Method method)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (PatienceMetric is not null && Patience is null)
            throw new ArgumentException(
                "-PatienceMetric says what -Patience counts: give -Patience as well, a number of measurements without improvement.",
                nameof(objective));
        var rules = new List<StopRule>();
        if (GradientTolerance is { } gradient) rules.Add(StopRule.GradientNorm(gradient));
        if (ValueTolerance is { } change) rules.Add(StopRule.ValueChange(change));
        if (StepTolerance is { } step) rules.Add(StopRule.StepNorm(step));
        if (TargetValue is { } target) rules.Add(StopRule.TargetValue(target));
        if (Patience is { } patience)
            rules.Add(PatienceMetric is { } metric
                ? StopRule.MetricPatience(metric, patience, increasing: objective.MetricIncreases(metric))
                : StopRule.Patience(patience));
        if (EvaluationLimitFor(method) is { } evaluations) rules.Add(StopRule.Evaluations(evaluations));
        if (MaxTime is { } time) rules.Add(StopRule.Time(time));
        if (MaxEpochs is { } epochs) rules.Add(StopRule.Epochs(epochs, objective.StepsPerEpoch));
        if (LimitFor(method) is { } iterations) rules.Add(StopRule.Iterations(iterations));
        return rules.Aggregate((first, second) => first.Or(second));
    }

    /// <summary>The used fraction, from 0 to 1, of the budget that will be exhausted first.</summary>
    /// <param name="progress">The progress of a run.</param>
    /// <param name="objective">The objective of the run.</param>
    /// <param name="method">The method of the run.</param>
    public double ShareUsed(Progress progress, Objective objective, Method method)
    {
        ArgumentNullException.ThrowIfNull(objective);
        double used = 0;
        if (LimitFor(method) is > 0 and { } iterations) used = Math.Max(used, (double)progress.Iteration / iterations);
        if (MaxEpochs is { } epochs) used = Math.Max(used, (double)progress.Transition / (epochs * objective.StepsPerEpoch));
        if (EvaluationLimitFor(method) is { } evaluations) used = Math.Max(used, (double)progress.Evaluations / evaluations);
        if (MaxTime is { } time) used = Math.Max(used, progress.Elapsed / time);
        return Math.Min(used, 1);
    }
}
