using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Stopping;

namespace PSOptimize.Runs;

/// <summary>How a run is made: when it stops, what it records, where its chance comes from.</summary>
public sealed record RunOptions
{
    /// <summary>When to stop; default after 1,000 iterations.</summary>
    public StopRule Stop { get; init; } = StopRule.Iterations(1000);

    /// <summary>Records every N-th iteration, default each; 0 records the first and the last only.</summary>
    public long TraceEvery { get; init => field = Require.AtLeast(value, 0); } = 1;

    /// <summary>The largest number of recorded rows, at least 2; the default 0 allows about 256 MB.</summary>
    public int TraceLimit { get; init => field = value == 0 ? 0 : Require.AtLeast(value, 2); }

    /// <summary>Where all draws of the run come from; default the key of seed 0.</summary>
    public Key Key { get; init; } = Key.FromSeed(0);

    /// <summary>The file that holds the run, to be resumed from; default none. It is written while the run goes on and when it ends.</summary>
    public string CheckpointPath { get; init; } = "";

    /// <summary>Writes the file every N-th iteration, at least 1, default 100.</summary>
    public long CheckpointEvery { get; init => field = Require.AtLeast(value, 1); } = 100;

    /// <summary>Where checkpoints go instead of to the file.</summary>
    internal Action<Checkpoint>? Save { get; init; }

    /// <summary>How many threads a transition may use, at least 1, default as many as there are processors. Only steps over some 260,000 coordinates use more than one, and no bit depends on it.</summary>
    public int MaxThreads { get; init => field = Require.AtLeast(value, 1); } = Environment.ProcessorCount;

    /// <summary>Stops the run; it then ends as cancelled, with all that it has.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Called now and then (at most once in 100 ms) on the thread of the run; nothing it does changes the run.</summary>
    public Action<Progress> Observer { get; init; } = _ => { };

    /// <summary>What becomes of the run when an evaluation throws, default <see cref="EvaluationErrorAction.Stop"/>.</summary>
    public EvaluationErrorAction OnEvaluationError { get; init; }

    /// <summary>How often an evaluation that throws is tried again first, at least 0; default 3 where errors are to be retried, else 0.</summary>
    public int? EvaluationRetries { get; init => field = value is { } given ? Require.AtLeast(given, 0) : null; }

    /// <summary>Called with each evaluation that throws, on the thread of the run.</summary>
    public Action<EvaluationFailure> FailureObserver { get; init; } = _ => { };

    /// <summary>A copy with another stop rule.</summary>
    /// <param name="stop">The rule.</param>
    public RunOptions WithStop(StopRule stop) => this with { Stop = stop };

    /// <summary>A copy that records every N-th iteration.</summary>
    /// <param name="every">At least 0.</param>
    public RunOptions WithTraceEvery(long every) => this with { TraceEvery = every };

    /// <summary>A copy with the key of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public RunOptions WithSeed(long seed) => this with { Key = Key.FromSeed(seed) };

    /// <summary>A copy that keeps a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="every">Iterations between two writings, at least 1.</param>
    public RunOptions WithCheckpoint(string path, long every = 100) => this with { CheckpointPath = path, CheckpointEvery = every };
}
