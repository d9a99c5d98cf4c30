namespace PSOptimize.Stopping;

/// <summary>
/// When to stop: an immutable value, composed with <see cref="Or"/> and <see cref="And"/>. What a rule has to remember
/// (patience does) is kept by the run.
/// </summary>
public abstract record StopRule
{
    /// <summary>How many numbers the rule remembers between two checks; 0 for most.</summary>
    public virtual int Memory => 0;

    /// <summary>Whether the rule looks at metrics, which are otherwise taken only for the rows that are recorded.</summary>
    internal virtual bool WatchesMetrics => false;

    /// <summary>Whether the rule reads the clock; the time that others are told may be a tenth of a second old.</summary>
    internal virtual bool WatchesTime => false;

    /// <summary>The outcome if the run is to stop here, else null.</summary>
    /// <param name="progress">The numbers of the point just evaluated.</param>
    /// <param name="memory">The rule's <see cref="Memory"/> numbers, NaN before the first check, to be updated in place.</param>
    internal abstract Outcome? Check(in Progress progress, Span<double> memory);

    /// <summary>The outcome if the run is to stop within an iteration: budgets of evaluations and time do not wait for its end.</summary>
    /// <param name="progress">The numbers of the last iterate, with the evaluations and the time since.</param>
    internal virtual Outcome? CheckBudget(in Progress progress) => null;

    /// <summary>Stops as soon as one of the two is met.</summary>
    /// <param name="other">The other rule.</param>
    public StopRule Or(StopRule other) => new EitherRule(this, other);

    /// <summary>Stops when both are met at the same iteration.</summary>
    /// <param name="other">The other rule.</param>
    public StopRule And(StopRule other) => new BothRule(this, other);

    /// <summary>When a condition of one's own holds.</summary>
    /// <param name="name">What the outcome calls the rule.</param>
    /// <param name="condition">Asked once an iteration.</param>
    public static StopRule When(string name, Func<Progress, bool> condition) => new ConditionRule(name, condition);

    /// <summary>After this many iterations.</summary>
    /// <param name="limit">At least 0.</param>
    public static StopRule Iterations(long limit) => new IterationsRule(limit);

    /// <summary>After this many transitions of the method: with gathered gradients, as many as there were batches.</summary>
    /// <param name="limit">At least 0.</param>
    public static StopRule Transitions(long limit) => new TransitionsRule(limit);

    /// <summary>As soon as the objective was evaluated this often; what differences cost counts.</summary>
    /// <param name="limit">At least 1.</param>
    public static StopRule Evaluations(long limit) => new EvaluationsRule(limit);

    /// <summary>After this much time.</summary>
    /// <param name="limit">Above zero.</param>
    public static StopRule Time(TimeSpan limit) => new TimeRule(limit);

    /// <summary>When the Euclidean norm of the gradient is at most this.</summary>
    /// <param name="tolerance">At least 0.</param>
    public static StopRule GradientNorm(double tolerance) => new GradientNormRule(tolerance);

    /// <summary>When the value changed by at most <c>absolute + relative·|f|</c> in one iteration.</summary>
    /// <param name="absolute">At least 0.</param>
    /// <param name="relative">At least 0, default 0.</param>
    public static StopRule ValueChange(double absolute, double relative = 0) => new ValueChangeRule(absolute, relative);

    /// <summary>When the last move was at most this long.</summary>
    /// <param name="tolerance">At least 0.</param>
    public static StopRule StepNorm(double tolerance) => new StepNormRule(tolerance);

    /// <summary>When the value is at most this, or at least this if the largest is sought.</summary>
    /// <param name="target">Any number.</param>
    public static StopRule TargetValue(double target) => new TargetValueRule(target);

    /// <summary>When the best value has not improved by more than <paramref name="minimumImprovement"/> in this many iterations.</summary>
    /// <param name="iterations">At least 1.</param>
    /// <param name="minimumImprovement">At least 0, default 0.</param>
    public static StopRule Patience(long iterations, double minimumImprovement = 0) => new PatienceRule(iterations, minimumImprovement);

    /// <summary>
    /// Early stopping: when a metric of the objective, such as its held-out loss, has not improved in this many measurements.
    /// </summary>
    /// <param name="metric">One of the objective's metrics.</param>
    /// <param name="measurements">At least 1.</param>
    /// <param name="minimumImprovement">At least 0, default 0.</param>
    /// <param name="increasing">Whether a larger metric is better, default no.</param>
    public static StopRule MetricPatience(string metric, long measurements, double minimumImprovement = 0, bool increasing = false) =>
        new MetricPatienceRule(metric, measurements, minimumImprovement, increasing);
}
