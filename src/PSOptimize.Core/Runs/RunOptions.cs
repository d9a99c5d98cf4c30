using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Stopping;

namespace PSOptimize.Runs;

/// <summary>How a run is executed: when it stops, what it records, and where its random draws come from.</summary>
public sealed record RunOptions
{
    /// <summary>The stop rule; default 1,000 iterations.</summary>
    public StopRule Stop { get; init; } = StopRule.Iterations(1000);

    /// <summary>Records every N-th iteration, at least 0; default 1. With 0, only the first and the last iterate are recorded.</summary>
    public long TraceEvery { get; init => field = Require.AtLeast(value, 0); } = 1;

    /// <summary>The largest number of recorded rows, at least 2; the default 0 allows about 256 MB.</summary>
    public int TraceLimit { get; init => field = value == 0 ? 0 : Require.AtLeast(value, 2); }

    /// <summary>
    /// How many evaluations the run keeps as rows, the first ones, at least 0. The default keeps 10,000, fewer if a point has more than
    /// 400 coordinates, when the objective invokes a script or the method looks at values alone; it keeps none when the objective is
    /// compiled and gives gradients, where noting an evaluation takes as long as making it.
    /// </summary>
    public int? KeepEvaluations { get; init => field = value is { } given ? Require.AtLeast(given, 0) : null; }

    /// <summary>
    /// Evaluations that were made before, of the same problem with the same penalty; default none. A query for a value at one of their
    /// points is answered from here, each evaluation once, as <see cref="EvaluationLog.Recalled"/> counts; queries for gradients are not.
    /// </summary>
    public ReadOnlyCollection<EvaluationRecord> Known { get; init; } = [];

    /// <summary>The source of all random draws of the run; default the key of seed 0.</summary>
    public Key Key { get; init; } = Key.FromSeed(0);

    /// <summary>The checkpoint file, written during the run and when it ends; default none.</summary>
    public string CheckpointPath { get; init; } = "";

    /// <summary>
    /// Writes the checkpoint every N transitions of the method, at least 1; or by time with the default 0: each second, or as seldom as
    /// keeps the writes within a hundredth of the time of the run.
    /// </summary>
    public long CheckpointEvery { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>Whether the checkpoint file may hold another run, which is then replaced; default false.</summary>
    public bool ReplaceCheckpoint { get; init; }

    /// <summary>Receives the checkpoints instead of the file; default null. The trajectory in it goes on to grow.</summary>
    public Action<Checkpoint>? Save { get; init; }

    /// <summary>Called once, on the thread of the run, if a checkpoint cannot be written; the run goes on.</summary>
    public Action<CheckpointException> CheckpointFailed { get; init; } = _ => { };

    /// <summary>
    /// The largest number of threads that a transition may use, at least 1; default the number of processors. Only steps over more than
    /// about 260,000 coordinates use more than one. The number of threads does not affect the result.
    /// </summary>
    public int MaxThreads { get; init => field = Require.AtLeast(value, 1); } = Environment.ProcessorCount;

    /// <summary>Stops the run, which then ends as cancelled and keeps what it has found so far.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Called on the thread of the run at most once per 100 ms; it cannot affect the run.</summary>
    public Action<Progress> Observer { get; init; } = _ => { };

    /// <summary>What the run does when an evaluation throws, default <see cref="EvaluationErrorAction.Stop"/>.</summary>
    public EvaluationErrorAction OnEvaluationError { get; init; }

    /// <summary>
    /// How often an evaluation that throws is retried first, at least 0; default 3 with <see cref="EvaluationErrorAction.Retry"/>,
    /// otherwise 0.
    /// </summary>
    public int? EvaluationRetries { get; init => field = value is { } given ? Require.AtLeast(given, 0) : null; }

    /// <summary>Called on the thread of the run for each evaluation that throws.</summary>
    public Action<EvaluationFailure> FailureObserver { get; init; } = _ => { };

    /// <summary>The largest number of rows of a run in a number of coordinates.</summary>
    internal int TraceLimitFor(int dimension) =>
        TraceLimit == 0 ? Math.Clamp((1 << 25) / (dimension + 16), 1000, 1 << 21) : TraceLimit;

    /// <summary>A copy with another stop rule.</summary>
    /// <param name="stop">The new rule.</param>
    public RunOptions WithStop(StopRule stop) => this with { Stop = stop };

    /// <summary>A copy with another recording interval.</summary>
    /// <param name="every">N, at least 0; see <see cref="TraceEvery"/>.</param>
    public RunOptions WithTraceEvery(long every) => this with { TraceEvery = every };

    /// <summary>A copy with the key of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public RunOptions WithSeed(long seed) => this with { Key = Key.FromSeed(seed) };

    /// <summary>A copy that writes checkpoints.</summary>
    /// <param name="path">The file.</param>
    /// <param name="every">Transitions between two writes, at least 1; or 0, the default, by time.</param>
    public RunOptions WithCheckpoint(string path, long every = 0) => this with { CheckpointPath = path, CheckpointEvery = every };
}
