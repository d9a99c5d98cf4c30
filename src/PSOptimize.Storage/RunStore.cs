using System.Data.Common;
using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Records;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;

namespace PSOptimize.Storage;

/// <summary>
/// A place where runs are kept, while they are made and after: a file of SQLite, or a database of PostgreSQL with the same tables. Many
/// threads, processes and machines may use it at once; a file must not lie on a network drive.
/// </summary>
/// <remarks>
/// A run that is being made has a lease, which its process renews. If the lease is over, or the process has ended, the run is lost, and
/// another process may take it over; what the first one writes after that is refused.
/// </remarks>
/// <example><code>
/// using var store = RunStore.Open("runs.db");
/// foreach (var line in store.List()) Console.WriteLine($"{line.Method} {line.Status} {line.Value}");
/// </code></example>
public sealed class RunStore : IDisposable
{
    private readonly Database _database;
    private readonly string _insertRun;

    private RunStore(Database database, TimeSpan lease)
    {
        (_database, Lease) = (database, lease);
        _insertRun = $"""
            INSERT INTO run (
                uuid, experiment, objective, method, label, settings, start, seed, maximise, status, value, point, iterations, evaluations,
                elapsed, started, ended, module, runtime, host, pid, lease_until, fence, tags, input, text, state, request)
            VALUES (
                @uuid, @experiment, @objective, @method, @label, @settings, @start, @seed, @maximise, @status, @value, @point, @iterations,
                @evaluations, @elapsed, @started, @ended, @module, @runtime, @host, @pid, {database.Now} + @lease, @fence, @tags, @input,
                @text, @state, @request)
            RETURNING id
            """;
    }

    /// <summary>The file or the server, as messages name it.</summary>
    public string Source => _database.Source;

    /// <summary>How long a run counts as alive after its process was last heard of.</summary>
    public TimeSpan Lease { get; }

    internal Database Database => _database;

    /// <summary>Opens a store.</summary>
    /// <param name="source">The path of a file, or a connection string of PostgreSQL, such as <c>Host=db;Database=runs</c>.</param>
    /// <param name="options">Whether to make the store where there is none, and how long to wait.</param>
    /// <exception cref="StoreException">The store cannot be opened; the message says why and what to do.</exception>
    public static RunStore Open(string source, StoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        options ??= new StoreOptions();
        Database database = IsServer(source)
            ? new PostgresDatabase(source)
            : new SqliteDatabase(Path.GetFullPath(source), options.Create, (int)Math.Ceiling(options.Patience.TotalSeconds));
        try
        {
            Schema.Update(database, options.Create);
            return new RunStore(database, options.Lease);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether a text is a connection string and not a path.</summary>
    /// <param name="source">What <see cref="Open"/> takes.</param>
    public static bool IsServer(string source)
    {
        try
        {
            var settings = new DbConnectionStringBuilder { ConnectionString = source };
            return settings.ContainsKey("Host") || settings.ContainsKey("Server");
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>All runs, oldest first, without reading them.</summary>
    public ReadOnlyCollection<StoredRun> List() =>
        [.. _database.Read(query => query.Rows(Columns.Line, Columns.OfLine(_database) + " ORDER BY r.id"))];

    /// <summary>The line of a run; null if the store does not have it.</summary>
    /// <param name="id">The identity of the run.</param>
    public StoredRun? Find(Guid id) => _database.Read(query =>
        query.Rows(Columns.Line, Columns.OfLine(_database) + " WHERE r.uuid = @uuid", ("@uuid", Columns.Write(id))).FirstOrDefault());

    /// <summary>
    /// The line of the run that was asked for in the same way before: the same objective, problem, method, start, seed and stop rule. One
    /// that has ended comes before one that has not; null if there is none.
    /// </summary>
    /// <param name="planned">The run that is asked for.</param>
    /// <param name="experiment">The experiment in which to look.</param>
    public StoredRun? Find(PlannedRun planned, string experiment = "")
    {
        ArgumentNullException.ThrowIfNull(planned);
        var digest = RunRequestDigest.Of(planned.Problem, planned.Method, planned.Start, planned.Seed, planned.Options.Stop);
        var lines = _database.Read(query => query.Rows(
            Columns.Line, Columns.OfLine(_database) + " WHERE r.request = @request AND e.name = @experiment ORDER BY r.id",
            ("@request", digest), ("@experiment", experiment)));
        return lines.MinBy(line => line.Ended is null ? 1 : 0);
    }

    /// <summary>
    /// A run as it stands: whole if it has ended, otherwise up to its last checkpoint, with an outcome that says that it was cancelled.
    /// </summary>
    /// <param name="line">Its line.</param>
    /// <exception cref="StoreException">The run has been removed, or is damaged.</exception>
    public Run Read(StoredRun line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var stored = Stored(line);
        return Restored(line, () =>
        {
            var run = RunText.Read(stored.Text, stored.Pieces);
            // The last row has all metrics, and may be one that is not recorded otherwise.
            if (stored.Ended && !double.IsNaN(run.Last.Value)) run.Trajectory.Complete(run.Last);
            return run;
        });
    }

    /// <summary>From where a run can be resumed.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="method">Its method; needed only if that contains code.</param>
    /// <exception cref="StoreException">
    /// The run was stored only when it had ended, has been removed, or is damaged.
    /// </exception>
    /// <exception cref="CheckpointException">The method is another one, or is needed.</exception>
    public Checkpoint ReadCheckpoint(StoredRun line, Method? method = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        var stored = Stored(line);
        if (stored.State is null)
            throw new StoreException(StoreError.Refused,
                $"Run {line.Id} was stored when it had ended, without a state: make it again with -Store to be able to resume it.");
        return Restored(line, () => CheckpointOf(stored, method));
    }

    /// <summary>Keeps a run from its beginning; the run is listed from now on, and can be resumed from its start.</summary>
    /// <param name="entry">What is known of the run.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public RunLease Begin(RunEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var checkpoint = Beginning.Of(entry.Planned);
        var run = Beginning.Of(checkpoint, entry.Provenance) with { Reason = entry.Planned.Reason, Stop = entry.Planned.Options.Stop };
        var key = _database.Write(
            query => Insert(query, run, RunStatus.Running, entry.Experiment, entry.Tags, StateOf(checkpoint), Lease));
        return new RunLease(this, key, run, fence: 0);
    }

    /// <summary>
    /// Takes a run over that was lost or has ended, to resume it from <see cref="RunLease.From"/>. What another process still writes of it
    /// is refused from now on.
    /// </summary>
    /// <param name="line">Its line.</param>
    /// <param name="method">Its method; needed only if that contains code.</param>
    /// <exception cref="StoreException">
    /// Its process is still alive, another one was first, it cannot be resumed, or the store cannot be written.
    /// </exception>
    public RunLease TakeOver(StoredRun line, Method? method = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Status == RunStatus.Running) throw StillRunning(line);
        var from = ReadCheckpoint(line, method);
        var run = Read(line);
        var taken = _database.Write(query => query.Run(
            $"""
            UPDATE run SET status = 'Running', ended = NULL, fence = fence + 1, lease_until = {_database.Now} + @lease,
                host = @host, pid = @pid
            WHERE id = @id AND fence = @fence AND (status <> 'Running' OR lease_until <= {_database.Now} OR host = @host)
            """,
            ("@id", line.Key), ("@fence", line.Fence), ("@lease", (long)Lease.TotalMilliseconds),
            ("@host", Environment.MachineName), ("@pid", (long)Environment.ProcessId)));
        return taken == 1 ? new RunLease(this, line.Key, run, line.Fence + 1) { From = from } : throw StillRunning(line);
    }

    /// <summary>Adds a run that has ended; one that the store has already is not changed.</summary>
    /// <param name="run">The run; without an identity it gets one.</param>
    /// <param name="experiment">The experiment that it belongs to; default none.</param>
    /// <param name="tags">Texts by name; default none.</param>
    /// <returns>Whether the run is new here.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool Add(Run run, string experiment = "", IReadOnlyDictionary<string, string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Add(run, StatusOf(run.Outcome), experiment, tags, null, PiecesOf(run.Trajectory, long.MaxValue));
    }

    /// <summary>Adds a run that has not ended, as one that was lost and can be resumed.</summary>
    /// <param name="checkpoint">The state of the run.</param>
    /// <param name="provenance">Which run it is.</param>
    /// <param name="experiment">The experiment that it belongs to; default none.</param>
    /// <param name="tags">Texts by name; default none.</param>
    /// <returns>Whether the run is new here.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool Add(
        Checkpoint checkpoint, Provenance provenance, string experiment = "", IReadOnlyDictionary<string, string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return Add(
            Beginning.Of(checkpoint, provenance), RunStatus.Lost, experiment, tags, StateOf(checkpoint),
            PiecesOf(checkpoint.Trajectory, checkpoint.Observed));
    }

    /// <summary>Adds a run of another store, with everything that is known of it there.</summary>
    /// <param name="other">The other store.</param>
    /// <param name="line">The line of the run in it. A run that is being made there is copied as lost, and goes on there.</param>
    /// <param name="experiment">The experiment that it belongs to here; default that of the other store.</param>
    /// <param name="tags">Texts by name; default those of the other store.</param>
    /// <returns>Whether the run is new here.</returns>
    /// <exception cref="StoreException">The run cannot be read there, or not be written here.</exception>
    public bool Add(RunStore other, StoredRun line, string? experiment = null, IReadOnlyDictionary<string, string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(line);
        var (run, stored) = (other.Read(line), other.Stored(line));
        var status = line.Status == RunStatus.Running ? RunStatus.Lost : line.Status;
        return Add(run, status, experiment ?? line.Experiment, tags ?? line.Tags, stored.State, stored.Pieces);
    }

    /// <summary>Removes a run with its trajectory.</summary>
    /// <param name="line">Its line.</param>
    /// <returns>Whether the run was there.</returns>
    /// <exception cref="StoreException">A process is making the run, or the store cannot be written.</exception>
    public bool Remove(StoredRun line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Status == RunStatus.Running) throw StillRunning(line);
        return _database.Write(query => query.Run(
            "DELETE FROM run WHERE id = @id AND fence = @fence", ("@id", line.Key), ("@fence", line.Fence))) == 1;
    }

    /// <summary>Closes the store. Runs that have not ended are lost until somebody takes them over.</summary>
    public void Dispose() => _database.Dispose();

    /// <summary>Writes a piece of a trajectory in place of the one of the same number.</summary>
    internal static void Write(Statements query, long key, int number, TrajectoryPiece piece) => query.Run(
        """
        INSERT INTO piece (run, number, first_iteration, rows, dimension, metrics, columns, digest)
        VALUES (@run, @number, @first, @rows, @dimension, @metrics, @columns, @digest)
        ON CONFLICT (run, number) DO UPDATE SET
            first_iteration = excluded.first_iteration, rows = excluded.rows, columns = excluded.columns, digest = excluded.digest
        """,
        ("@run", key), ("@number", (long)number), ("@first", piece.First), ("@rows", (long)piece.Rows),
        ("@dimension", (long)piece.Dimension), ("@metrics", (long)piece.Metrics), ("@columns", piece.Columns.ToArray()),
        ("@digest", Columns.Digest(piece.Columns.Span)));

    /// <summary>The text of a checkpoint without its rows, which stand in pieces.</summary>
    internal static string StateOf(Checkpoint checkpoint) => CheckpointFile.Text(
        checkpoint with { Trajectory = new Trajectory(checkpoint.Trajectory.Every, checkpoint.Trajectory.Limit) });

    /// <summary>The status of a run that has ended.</summary>
    internal static RunStatus StatusOf(Outcome outcome) => outcome.Match(
        _ => RunStatus.Converged, _ => RunStatus.Stalled, _ => RunStatus.Budget, _ => RunStatus.Failed, _ => RunStatus.Cancelled);

    private static IEnumerable<TrajectoryPiece> PiecesOf(Trajectory trajectory, long last) =>
        trajectory.PackBetween(-1, last) is { } piece ? [piece] : [];

    private bool Add(
        Run run, RunStatus status, string experiment, IReadOnlyDictionary<string, string>? tags, string? state,
        IEnumerable<TrajectoryPiece> pieces)
    {
        if (run.Provenance.Id == Guid.Empty) run = run with { Provenance = run.Provenance with { Id = Guid.NewGuid() } };
        return _database.Write(query =>
        {
            if (query.Value("SELECT 1 FROM run WHERE uuid = @uuid", ("@uuid", Columns.Write(run.Provenance.Id))) is not null) return false;
            var key = Insert(query, run, status, experiment, tags ?? ReadOnlyDictionary<string, string>.Empty, state, TimeSpan.Zero);
            var number = 0;
            foreach (var piece in pieces) Write(query, key, number++, piece);
            return true;
        });
    }

    private long Insert(
        Statements query, Run run, RunStatus status, string experimentName, IReadOnlyDictionary<string, string> tags, string? state,
        TimeSpan lease)
    {
        query.Run("INSERT INTO experiment (name, created) VALUES (@name, @created) ON CONFLICT (name) DO NOTHING",
            ("@name", experimentName), ("@created", Columns.Write(DateTimeOffset.UtcNow)));
        var experiment = query.Value("SELECT id FROM experiment WHERE name = @name", ("@name", experimentName));
        var provenance = run.Provenance;
        return Convert.ToInt64(query.Value(_insertRun,
            ("@uuid", Columns.Write(provenance.Id)), ("@experiment", experiment),
            ("@objective", run.Problem.Objective.Name), ("@method", run.Method.Name), ("@label", run.Method.Label),
            ("@settings", Notation.Write(run.Method)!.ToJsonString()), ("@start", Columns.Write(run.Start)), ("@seed", provenance.Seed),
            ("@maximise", run.Problem.Objective.Maximize ? 1L : 0L), ("@status", status.ToString()),
            ("@value", Columns.Write(run.Value)), ("@point", Columns.Write(run.Point)),
            ("@iterations", run.Iterations), ("@evaluations", run.Evaluations), ("@elapsed", run.Elapsed.TotalSeconds),
            ("@started", Columns.Write(provenance.Started)),
            ("@ended", status is RunStatus.Running or RunStatus.Lost ? null : Columns.Write(provenance.Started + run.Elapsed)),
            ("@module", provenance.ModuleVersion), ("@runtime", provenance.Runtime),
            ("@host", status == RunStatus.Running ? Environment.MachineName : provenance.Host),
            ("@pid", (long)Environment.ProcessId), ("@lease", (long)lease.TotalMilliseconds), ("@fence", 0L),
            ("@tags", Columns.Write(tags)), ("@input", Columns.Write(provenance.Row)),
            ("@text", RunText.WriteHead(run)), ("@state", state),
            ("@request", RunRequestDigest.Of(run))), CultureInfo.InvariantCulture);
    }

    private Content Stored(StoredRun line) => _database.Read(query =>
    {
        var found = query.Rows(
            row => (Text: row.GetString(0), State: row.IsDBNull(1) ? null : row.GetString(1), Ended: !row.IsDBNull(2)),
            "SELECT text, state, ended FROM run WHERE id = @id", ("@id", line.Key));
        if (found is not [var run])
            throw new StoreException(StoreError.Missing, $"Run {line.Id} is no longer in {Source}: list the runs again with Get-Run.");
        var pieces = query.Rows(
            row => (
                Piece: new TrajectoryPiece(
                    row.GetInt64(0), (int)row.GetInt64(1), (int)row.GetInt64(2), (int)row.GetInt64(3), (byte[])row.GetValue(4)),
                Digest: row.IsDBNull(5) ? null : row.GetString(5)),
            "SELECT first_iteration, rows, dimension, metrics, columns, digest FROM piece WHERE run = @id ORDER BY number",
            ("@id", line.Key));
        // Version 0 of the tables had no digests.
        if (pieces.Any(stored => stored.Digest is not null && stored.Digest != Columns.Digest(stored.Piece.Columns.Span)))
            throw Damaged(line, null);
        return new Content(run.Text, run.State, run.Ended, [.. pieces.Select(stored => stored.Piece)]);
    });

    private static Checkpoint CheckpointOf(Content stored, Method? method)
    {
        var checkpoint = CheckpointFile.Parse(stored.State!, "The state", method);
        var trajectory = checkpoint.Trajectory;
        return checkpoint with { Trajectory = Trajectory.FromPieces(trajectory.Every, trajectory.Limit, stored.Pieces) };
    }

    private T Restored<T>(StoredRun line, Func<T> restore)
    {
        try
        {
            return restore();
        }
        catch (Exception error) when (error is FormatException
            || error is CheckpointException { Error: CheckpointError.Damaged or CheckpointError.Foreign })
        {
            throw Damaged(line, error);
        }
    }

    private StoreException Damaged(StoredRun line, Exception? error) => new(StoreError.Damaged,
        $"Run {line.Id} in {Source} is damaged, the others are not: remove it with Remove-Run and make it again.", error);

    private static StoreException StillRunning(StoredRun line) => new(StoreError.Running,
        $"Run {line.Id} is being made by process {line.Process} on {line.Host}: wait for it, or end that process.");

    /// <summary>What the tables hold of a run.</summary>
    private sealed record Content(string Text, string? State, bool Ended, List<TrajectoryPiece> Pieces);
}
