using PSOptimize.Methods;
using PSOptimize.Methods.Constrained;
using PSOptimize.Objectives;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Runs.Records;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>The result of a run: why it ended, its best and last iterate, and its trajectory.</summary>
/// <param name="Problem">The problem that was solved.</param>
/// <param name="Method">The method with its hyperparameters.</param>
/// <param name="Start">The starting point.</param>
/// <param name="Outcome">Why the run ended.</param>
/// <param name="Best">
/// The best iterate: the one with the best <see cref="Objective.RankingMetric"/> if the objective has one, otherwise the one with the
/// lowest value, or the highest when maximising.
/// </param>
/// <param name="Last">The last iterate whose value and point are finite.</param>
/// <param name="Trajectory">The recorded iterates; the last row is <paramref name="Last"/>.</param>
/// <param name="State">The state of the method at the end.</param>
/// <param name="Evaluations">The number of evaluations of the objective, including those for finite differences.</param>
/// <param name="Elapsed">The duration of the run.</param>
public sealed record Run(
    Problem Problem, Method Method, Vector Start, Outcome Outcome, TrajectoryRow Best, TrajectoryRow Last, Trajectory Trajectory,
    State State, long Evaluations, TimeSpan Elapsed)
{
    /// <summary>The objective of the problem, with its penalty and its equations.</summary>
    public Objective Objective => Problem.Function;

    /// <summary>Why it was this method; empty if it was asked for. See <see cref="Recommendation"/>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Where the run comes from, if its caller said so.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>
    /// The run as one line of text, from which <see cref="FromJson"/> restores it in any process, without its function unless that is a
    /// test problem.
    /// </summary>
    public string Json => RunText.Write(this);

    /// <summary>Reads a run from its text. No code runs.</summary>
    /// <param name="text">The text of <see cref="Json"/>.</param>
    /// <exception cref="CheckpointException">The text is damaged, or is not a run.</exception>
    public static Run FromJson(string text) => RunText.Read(text);

    /// <summary>The stop rule of the run.</summary>
    public StopRule Stop { get; init; } = new RunOptions().Stop;

    /// <summary>
    /// The first 1,000 evaluations that threw since the run began or was resumed; the run may have continued after them.
    /// </summary>
    public ReadOnlyCollection<EvaluationFailure> Failures { get; init; } = ReadOnlyCollection<EvaluationFailure>.Empty;

    /// <summary>The number of evaluations that threw, including those beyond the first 1,000.</summary>
    public long FailureCount { get; init; }

    /// <summary>
    /// Every evaluation, as far as <see cref="RunOptions.KeepEvaluations"/> keeps them; those that checkpoints hold included.
    /// </summary>
    public EvaluationLog Evaluated { get; init; } = EvaluationLog.Empty;

    /// <summary>The value of the best iterate.</summary>
    public double Value => Best.Value;

    /// <summary>The point of the best iterate.</summary>
    public Vector Point => Best.Point;

    /// <summary>
    /// The multipliers of the equations and then the inequalities, those of <c>f + Σ λⱼhⱼ</c> for a minimum of f; empty without
    /// constraints. Those of inequalities are at least 0.
    /// </summary>
    public Vector Multipliers
    {
        get
        {
            var memory = State.Memory;
            while (!memory.Vectors.ContainsKey(AugmentedLagrangianSolver.Multipliers) && memory.Inner is { } inner) memory = inner.Memory;
            return memory.Vectors.GetValueOrDefault(AugmentedLagrangianSolver.Multipliers, Vector.Empty);
        }
    }

    /// <summary>The number of completed iterations.</summary>
    public long Iterations => State.Iteration;

    /// <summary>What the last iterate achieved against what each stop rule requires, one line per criterion.</summary>
    internal IEnumerable<string> Criteria() => Stop.Describe(
        new Progress(Iterations, Evaluations, Elapsed, Last.Value, ValueBeforeLast(), Last.GradientNorm, Last.StepNorm, Best.Value)
        {
            Transition = State.Transition,
            Accepted = State.Accepted,
            Maximize = Objective.Maximize,
            MetricNames = Objective.MetricNames,
            Metrics = Last.Metrics,
        });

    /// <summary>The value one iteration before the last; NaN if that iteration was not recorded.</summary>
    private double ValueBeforeLast() =>
        Trajectory is [.., var before, _] && before.Iteration == Last.Iteration - 1 ? before.Value : double.NaN;
}
