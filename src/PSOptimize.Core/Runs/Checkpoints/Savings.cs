namespace PSOptimize.Runs;

/// <summary>
/// Keeps the checkpoint of a run. It notes what the loop knows before each iteration, so that an iteration that was cut short, or that
/// ended the run, can be done again.
/// </summary>
internal sealed class Savings(RunOptions options, int stopMemory)
{
    private long _written = -1;

    public long Evaluations { get; private set; }

    public Look Current { get; private set; }

    public Look Best { get; private set; }

    public double BestRank { get; private set; }

    public double[] StopMemory { get; } = new double[stopMemory];

    public void Note(long evaluations, Look current, Look best, double bestRank, double[] stopMemory)
    {
        (Evaluations, Current, Best, BestRank) = (evaluations, current, best, bestRank);
        stopMemory.CopyTo(StopMemory, 0);
    }

    public bool IsDue(long step) => step > 0 && step % options.CheckpointEvery == 0;

    public void Write(Func<Savings, Checkpoint> checkpoint)
    {
        var now = checkpoint(this);
        // A resumed run has just read what it would write.
        if (now.State.Step == _written) return;
        if (options.Save is { } save) save(now);
        else now.Write(options.CheckpointPath);
        _written = now.State.Step;
    }
}
