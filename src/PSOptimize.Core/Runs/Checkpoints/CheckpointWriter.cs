using System.Runtime.CompilerServices;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Checkpoints;

/// <summary>
/// Writes the checkpoints of a run. Before each transition it notes what the loop knows, so that a transition that was interrupted, or that
/// ended the run, can be repeated.
/// </summary>
internal sealed class CheckpointWriter : IDisposable
{
    // Writes take at most a hundredth of the time of the run.
    private const long Share = 100;

    // In milliseconds, of the clock that costs a few nanoseconds: it is read before each transition.
    private const long Pause = 1000;

    private readonly RunOptions _options;
    private readonly Action<Checkpoint> _save;
    private readonly CheckpointLog? _log;
    private long _written = -1;
    private long _dueAt = Environment.TickCount64 + Pause;
    private bool _failed;

    /// <summary>A writer, which has made sure that its file can be written.</summary>
    /// <param name="options">What to write to, and when.</param>
    /// <param name="stopMemory">The numbers that the stop rule remembers.</param>
    /// <param name="from">The checkpoint from which the run is resumed, whose file it may replace; null if it begins.</param>
    /// <exception cref="CheckpointException">The file cannot be written, holds another run, or is in use.</exception>
    public CheckpointWriter(RunOptions options, int stopMemory, Checkpoint? from)
    {
        (_options, StopMemory) = (options, new double[stopMemory]);
        if (options.CheckpointPath.Length > 0)
            _log = CheckpointLog.Open(options.CheckpointPath, options.ReplaceCheckpoint || options.CheckpointPath == from?.Path);
        _save = options.Save ?? _log!.Append;
    }

    public long Evaluations { get; private set; }

    public long Observed { get; private set; }

    public Snapshot Current { get; private set; }

    public Snapshot Best { get; private set; }

    public double BestRank { get; private set; }

    public double[] StopMemory { get; }

    [MethodImpl(JitHints.FullyOptimized)]
    public void Note(long evaluations, long observed, in Snapshot current, in Snapshot best, double bestRank, double[] stopMemory)
    {
        Evaluations = evaluations;
        Observed = observed;
        Current = current;
        Best = best;
        BestRank = bestRank;
        stopMemory.CopyTo(StopMemory, 0);
    }

    [MethodImpl(JitHints.FullyOptimized)]
    public bool IsDue(long transition) => transition > 0
        && (_options.CheckpointEvery > 0 ? transition % _options.CheckpointEvery == 0 : Environment.TickCount64 >= _dueAt);

    /// <summary>Writes a checkpoint. A failure is reported once and does not end the run; the next write is tried when it is due.</summary>
    public void Write(Func<CheckpointWriter, Checkpoint> checkpoint)
    {
        var now = checkpoint(this);
        // At the end of a run its last checkpoint may have been written already.
        if (now.State.Transition == _written) return;
        var begun = Environment.TickCount64;
        try
        {
            _save(now);
            _written = now.State.Transition;
        }
        catch (CheckpointException error)
        {
            if (!_failed) _options.CheckpointFailed(error);
            _failed = true;
        }
        var end = Environment.TickCount64;
        _dueAt = end + Math.Max(Pause, Share * (end - begun));
    }

    public void Dispose() => _log?.Dispose();
}
