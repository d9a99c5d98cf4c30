using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Records;

namespace PSOptimize.Storage;

/// <summary>
/// The right to write a run into a store: held from <see cref="RunStore.Begin"/> or <see cref="RunStore.TakeOver"/> until it is disposed
/// of, and renewed meanwhile. A run that has not ended by then is lost, and may be taken over at once.
/// </summary>
public sealed class RunLease : IDisposable
{
    /// <summary>A piece of fewer rows is written again with more: a run of many short writes is not read in as many pieces.</summary>
    private const int FullPiece = 1000;

    private readonly RunStore _store;
    private readonly long _key;
    private readonly long _fence;
    private readonly Timer _renewal;
    private readonly Lock _ending = new();
    private bool _over;

    // The rows up to this iteration are in complete pieces; the piece that is not follows them.
    private long _complete = -1;
    private long _settled = -1;
    private int _number;

    internal RunLease(RunStore store, long key, Run run, long fence)
    {
        (_store, _key, Run, _fence) = (store, key, run, fence);
        var pause = store.Lease / 3;
        _renewal = new Timer(_ => Renew(), null, pause, pause);
    }

    /// <summary>The identity of the run.</summary>
    public Guid Id => Run.Provenance.Id;

    /// <summary>The run as it was when it was begun or taken over.</summary>
    public Run Run { get; }

    /// <summary>From where the run is to be resumed; null if it begins.</summary>
    public Checkpoint? From { get; internal init; }

    /// <summary>Writes the state of the run and the rows since the last write: for <see cref="RunOptions.Save"/>.</summary>
    /// <param name="checkpoint">The state.</param>
    /// <exception cref="StoreException">Another process has taken over the run.</exception>
    /// <exception cref="CheckpointException">The store cannot be written now; a later write includes what this one would have.</exception>
    public void Save(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        try
        {
            var best = checkpoint.Best;
            Write(
                "state = @state, text = @text, value = @value, point = @point, iterations = @iterations, evaluations = @evaluations, "
                + "elapsed = @elapsed",
                checkpoint.Trajectory, checkpoint.Observed, checkpoint.Settled.Iteration,
                ("@state", RunStore.StateOf(checkpoint)), ("@text", RunText.WriteHead(Beginning.At(Run, checkpoint))),
                ("@value", Columns.Write(best.Value)), ("@point", Columns.Write(best.Point)),
                ("@iterations", checkpoint.State.Iteration), ("@evaluations", checkpoint.Evaluations),
                ("@elapsed", checkpoint.Elapsed.TotalSeconds));
        }
        catch (StoreException error) when (error.Error != StoreError.LeaseLost)
        {
            throw new CheckpointException(CheckpointError.NotWritable, error.Message, error);
        }
    }

    /// <summary>Writes the end of the run.</summary>
    /// <param name="run">The whole run.</param>
    /// <exception cref="StoreException">The store cannot be written, or another process has taken over the run.</exception>
    public void End(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        // The text has the last row, which a resumed run may record otherwise.
        Write(
            "status = @status, value = @value, point = @point, iterations = @iterations, evaluations = @evaluations, elapsed = @elapsed, "
            + "ended = @ended, text = @text, request = @request",
            run.Trajectory, run.Last.Iteration - 1, run.Last.Iteration - 1,
            ("@status", RunStore.StatusOf(run.Outcome).ToString()), ("@value", Columns.Write(run.Value)),
            ("@point", Columns.Write(run.Point)),
            ("@iterations", run.Iterations), ("@evaluations", run.Evaluations), ("@elapsed", run.Elapsed.TotalSeconds),
            ("@ended", Columns.Write(DateTimeOffset.UtcNow)), ("@text", RunText.WriteHead(run)),
            ("@request", RunRequestDigest.Of(run)));
        lock (_ending) _over = true;
    }

    /// <summary>Gives the run back: if it has not ended, it is lost from now on.</summary>
    public void Dispose()
    {
        _renewal.Dispose();
        lock (_ending)
        {
            if (!_over) Prolong(TimeSpan.Zero);
            _over = true;
        }
    }

    private void Renew()
    {
        lock (_ending)
            if (!_over) Prolong(_store.Lease);
    }

    private void Prolong(TimeSpan lease)
    {
        try
        {
            _store.Database.Write(query => Change(query, "", lease, []));
        }
        catch (StoreException)
        {
            // The run itself meets the error at its next write, and a lease ends by itself.
        }
    }

    private void Write(
        string assignments, Trajectory trajectory, long last, long settled, params (string, object?)[] values)
    {
        var piece = last > _settled ? trajectory.PackBetween(_complete, last) : null;
        _store.Database.Write(query =>
        {
            Change(query, assignments + ", ", _store.Lease, values);
            // What was taken over is written anew, in pieces that this lease knows.
            if (_settled < 0 && From is not null) query.Run("DELETE FROM piece WHERE run = @run", ("@run", _key));
            if (piece is not null) RunStore.Write(query, _key, _number, piece);
        });
        _settled = settled;
        if (piece is null || piece.Rows < FullPiece) return;
        (_complete, _number) = (settled, _number + 1);
    }

    /// <summary>Changes the line of the run and renews its lease, if it is still this one's.</summary>
    private void Change(Statements query, string assignments, TimeSpan lease, (string, object?)[] values)
    {
        var changed = query.Run(
            $"UPDATE run SET {assignments}lease_until = {_store.Database.Now} + @lease WHERE id = @id AND fence = @fence",
            [.. values, ("@id", _key), ("@fence", _fence), ("@lease", (long)lease.TotalMilliseconds)]);
        if (changed == 0)
            throw new StoreException(StoreError.LeaseLost,
                $"Another process has taken over run {Id}, or removed it, since this one had not been heard of: "
                + "what this one found after that is not stored.");
    }
}
