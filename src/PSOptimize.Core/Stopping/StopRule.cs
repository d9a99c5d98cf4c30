using System.Globalization;

namespace PSOptimize.Stopping;

/// <summary>
/// When a run stops: an immutable value, composed with <see cref="Or"/> and <see cref="And"/>. A rule has no state; what it must remember
/// between checks, as patience does, is stored by the run.
/// </summary>
public abstract record StopRule
{
    /// <summary>How many numbers the run stores for the rule between checks; 0 for most rules.</summary>
    public virtual int Memory => 0;

    /// <summary>Whether the rule needs the metrics, which are otherwise measured only for recorded rows.</summary>
    internal virtual bool WatchesMetrics => false;

    /// <summary>Whether the rule needs the exact time; for other rules it may be a tenth of a second old.</summary>
    internal virtual bool WatchesTime => false;

    /// <summary>The time after which the run stops whatever else happens; null if there is none.</summary>
    internal virtual TimeSpan? Deadline => null;

    /// <summary>What was achieved against what the rule requires, one line per criterion; empty if numbers cannot express it.</summary>
    /// <param name="end">The numbers at the end of a run.</param>
    internal virtual IEnumerable<string> Describe(Progress end) => [];

    /// <summary>The outcome if the run is to stop at this iterate; otherwise null.</summary>
    /// <param name="progress">The numbers of the current iterate.</param>
    /// <param name="memory">The rule's <see cref="Memory"/> numbers, NaN before the first check; the rule updates them in place.</param>
    internal abstract Outcome? Check(in Progress progress, Span<double> memory);

    /// <summary>
    /// The outcome if the run is to stop within an iteration, which only budgets other than iterations do; otherwise null.
    /// </summary>
    /// <param name="progress">The numbers of the last iterate, with the evaluations and the time since.</param>
    internal virtual Outcome? CheckBudget(in Progress progress) => null;

    /// <summary>Stops as soon as this rule or the other one is met.</summary>
    /// <param name="other">The other rule.</param>
    public StopRule Or(StopRule other) => new EitherRule(this, other);

    /// <summary>Stops when this rule and the other one are met at the same iteration.</summary>
    /// <param name="other">The other rule.</param>
    public StopRule And(StopRule other) => new BothRule(this, other);

    /// <summary>Stops when a user-defined condition holds.</summary>
    /// <param name="name">The name of the rule in the outcome.</param>
    /// <param name="condition">Evaluated once per iteration.</param>
    public static StopRule When(string name, Func<Progress, bool> condition) => new ConditionRule(name, condition);

    /// <summary>Stops after N iterations.</summary>
    /// <param name="limit">N, at least 0.</param>
    public static StopRule Iterations(long limit) => new IterationsRule(limit);

    /// <summary>Stops after N passes through the data, however many batches an iteration gathers.</summary>
    /// <param name="limit">N, at least 0.</param>
    /// <param name="stepsPerEpoch">The batches in one pass, at least 1: the objective's <c>StepsPerEpoch</c>.</param>
    public static StopRule Epochs(long limit, long stepsPerEpoch) => new EpochsRule(limit, stepsPerEpoch);

    /// <summary>Stops as soon as the objective has been evaluated N times, including the evaluations for finite differences.</summary>
    /// <param name="limit">N, at least 1.</param>
    public static StopRule Evaluations(long limit) => new EvaluationsRule(limit);

    /// <summary>Stops when a time limit has passed.</summary>
    /// <param name="limit">Above zero.</param>
    public static StopRule Time(TimeSpan limit) => new TimeRule(limit);

    /// <summary>Stops when the Euclidean norm of the gradient is at most the tolerance.</summary>
    /// <param name="tolerance">At least 0.</param>
    public static StopRule GradientNorm(double tolerance) => new GradientNormRule(tolerance);

    /// <summary>Stops when the value changes by at most <c>absolute + relative·|f|</c> from one accepted iterate to the next.</summary>
    /// <param name="absolute">At least 0.</param>
    /// <param name="relative">At least 0, default 0.</param>
    public static StopRule ValueChange(double absolute, double relative = 0) => new ValueChangeRule(absolute, relative);

    /// <summary>Stops when the Euclidean norm of the last accepted step is at most the tolerance.</summary>
    /// <param name="tolerance">At least 0.</param>
    public static StopRule StepNorm(double tolerance) => new StepNormRule(tolerance);

    /// <summary>Stops when the value is at most the target when minimising, or at least the target when maximising.</summary>
    /// <param name="target">Any number.</param>
    public static StopRule TargetValue(double target) => new TargetValueRule(target);

    /// <summary>Stops when the best value has not improved by more than <paramref name="minimumImprovement"/> for N iterations.</summary>
    /// <param name="iterations">N, at least 1.</param>
    /// <param name="minimumImprovement">At least 0, default 0.</param>
    public static StopRule Patience(long iterations, double minimumImprovement = 0) => new PatienceRule(iterations, minimumImprovement);

    /// <summary>
    /// Early stopping: stops when a metric of the objective, such as its held-out loss, has not improved for N consecutive measurements.
    /// </summary>
    /// <param name="metric">The name of one of the objective's metrics.</param>
    /// <param name="measurements">N, at least 1.</param>
    /// <param name="minimumImprovement">The smallest change that counts as an improvement, at least 0; default 0.</param>
    /// <param name="increasing">Whether larger is better, default false.</param>
    public static StopRule MetricPatience(string metric, long measurements, double minimumImprovement = 0, bool increasing = false) =>
        new MetricPatienceRule(metric, measurements, minimumImprovement, increasing);

    private protected static string AtMost(string what, double achieved, double required) =>
        Text($"{what} = {achieved:G4} {(achieved <= required ? '≤' : '≰')} {required:G4}");

    private protected static string AtLeast(string what, double achieved, double required) =>
        Text($"{what} = {achieved:G4} {(achieved >= required ? '≥' : '≱')} {required:G4}");

    private protected static string Budget(string what, double used, double limit) => Text($"{what}: {used:G6} of {limit:G6}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
