namespace PSOptimize.Runs.Checkpoints;

/// <summary>
/// Writes the checkpoints of a run. Before each transition it notes what the loop knows, so that a transition that was interrupted, or that
/// ended the run, can be repeated.
/// </summary>
internal sealed class CheckpointWriter(RunOptions options, int stopMemory)
{
    private long _written = -1;

    public long Evaluations { get; private set; }

    public long Observed { get; private set; }

    public Snapshot Current { get; private set; }

    public Snapshot Best { get; private set; }

    public double BestRank { get; private set; }

    public double[] StopMemory { get; } = new double[stopMemory];

    public void Note(long evaluations, long observed, Snapshot current, Snapshot best, double bestRank, double[] stopMemory)
    {
        (Evaluations, Observed, Current, Best, BestRank) = (evaluations, observed, current, best, bestRank);
        stopMemory.CopyTo(StopMemory, 0);
    }

    public bool IsDue(long transition) => transition > 0 && transition % options.CheckpointEvery == 0;

    public void Write(Func<CheckpointWriter, Checkpoint> checkpoint)
    {
        var now = checkpoint(this);
        // At the end of a run its last checkpoint may have been written already.
        if (now.State.Transition == _written) return;
        if (options.Save is { } save) save(now);
        else now.Write(options.CheckpointPath);
        _written = now.State.Transition;
    }
}
