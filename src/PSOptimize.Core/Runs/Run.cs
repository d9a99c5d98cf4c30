using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>What came of a run: why it ended, the best and the last point, and the trajectory.</summary>
/// <param name="Problem">What was optimised.</param>
/// <param name="Method">By what.</param>
/// <param name="Start">From where.</param>
/// <param name="Outcome">Why it ended.</param>
/// <param name="Best">The best iterate seen: of the lowest value, or of the highest when maximising.</param>
/// <param name="Last">The last iterate whose value and point are finite.</param>
/// <param name="Trajectory">The recorded iterates; its last row is the last point.</param>
/// <param name="State">The state of the method at the end, from which a run can be resumed.</param>
/// <param name="Evaluations">How often the objective was evaluated.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record Run(
    Problem Problem, Method Method, Vector Start, Outcome Outcome, TrajectoryRow Best, TrajectoryRow Last, Trajectory Trajectory, State State,
    long Evaluations, TimeSpan Elapsed)
{
    /// <summary>The objective of the problem, with its penalty and its equations.</summary>
    public Objective Objective => Problem.Function;

    /// <summary>The rule that was to end it.</summary>
    public StopRule Stop { get; init; } = new RunOptions().Stop;

    /// <summary>The evaluations that threw, the first 1,000 of them, in this process; the run may have gone on after them.</summary>
    public ReadOnlyCollection<EvaluationFailure> Failures { get; init; } = ReadOnlyCollection<EvaluationFailure>.Empty;

    /// <summary>How many evaluations threw.</summary>
    public long FailureCount { get; init; }

    /// <summary>The best value seen.</summary>
    public double Value => Best.Value;

    /// <summary>The best point seen.</summary>
    public Vector Point => Best.Point;

    /// <summary>How many iterations were made.</summary>
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
    private double ValueBeforeLast() => Trajectory is [.., var before, _] && before.Iteration == Last.Iteration - 1 ? before.Value : double.NaN;
}
