using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Remoting;
using System.Management.Automation.Runspaces;

namespace PSOptimize.Sessions;

/// <summary>
/// Hands runs out to sessions, and takes them back from those that are lost. A session gets several runs at once, so many that they take
/// about a second, and gives them back one by one.
/// </summary>
/// <remarks>
/// A session is lost if it is no longer open, or says nothing for longer than its lease; what it says later is not heard. Its runs go back
/// to the front of the queue. The first that it had not given back is the one that it was making: if several sessions are lost on the
/// same run, that run has failed, so that it does not take all sessions with it.
/// <para>
/// Everything but the sessions themselves happens on the thread that called.
/// </para>
/// </remarks>
/// <param name="workers">The sessions.</param>
/// <param name="settings">How often a run is tried, and the lease.</param>
/// <param name="cancellation">Stops the runs in all sessions.</param>
internal sealed class SessionQueue(IReadOnlyList<SessionWorker> workers, SessionSettings settings, CancellationToken cancellation)
{
    private const string Make = "param($text) & @(Get-Module PSOptimize)[0] { param($text) Invoke-PlannedRun $text } $text";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>Aims at so many seconds for the runs that a session gets at once.</summary>
    private const double ChunkSeconds = 1;

    private readonly BlockingCollection<Action> _posts = [];
    private readonly LinkedList<int> _waiting = [];
    private readonly Dictionary<int, int> _losses = [];
    private readonly Dictionary<SessionWorker, Chunk> _busy = [];

    /// <summary>Whether the run of an index, which a session is about to get, is still to be made.</summary>
    public required Func<int, bool> IsWanted { get; init; }

    /// <summary>Receives the index of a run, and the state that it has reached, from which another session can go on.</summary>
    public required Action<int, string> Reached { get; init; }

    /// <summary>Receives the index of a run, and what the session gave for it.</summary>
    public required Action<int, PSObject> Made { get; init; }

    /// <summary>Receives the index of a run that is not tried any more, and why.</summary>
    public required Action<int, Exception> Failed { get; init; }

    /// <summary>Receives sentences about sessions that are lost.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>Makes runs; those that could not be made are returned, because no session is left or after a cancellation.</summary>
    /// <param name="tasks">The runs.</param>
    public IReadOnlyCollection<int> Run(RunTasks tasks)
    {
        for (var i = 0; i < tasks.Count; i++) _waiting.AddLast(i);
        try
        {
            while (true)
            {
                foreach (var worker in workers)
                    if (!worker.IsGone && _waiting.Count > 0 && !_busy.ContainsKey(worker)) Send(worker, tasks);
                if (_busy.Count == 0 && (_waiting.Count == 0 || workers.All(worker => worker.IsGone))) return _waiting;
                if (_busy.Count == 0) continue;
                if (_posts.TryTake(out var post, (int)NextLook().TotalMilliseconds, cancellation)) post();
                LookAtProcessesAndLeases();
            }
        }
        catch (OperationCanceledException)
        {
            foreach (var chunk in _busy.Values) chunk.Shell.BeginStop(null, null);
            // What has arrived is kept.
            while (_posts.TryTake(out var post)) post();
            return [.. _busy.Values.SelectMany(chunk => chunk.Runs.Skip(chunk.Received)), .. _waiting];
        }
    }

    private void Send(SessionWorker worker, RunTasks tasks)
    {
        // At the end each session gets a part of what is left; a run on which a session was lost goes alone.
        var count = Math.Min(worker.Chunk, (_waiting.Count + (2 * workers.Count) - 1) / (2 * workers.Count));
        var runs = new List<int>();
        while (runs.Count < count && _waiting.First is { Value: var next } && (runs.Count == 0 || !_losses.ContainsKey(next)))
        {
            runs.Add(next);
            _waiting.RemoveFirst();
            if (_losses.ContainsKey(next)) break;
        }
        if (runs.RemoveAll(run => !IsWanted(run)) > 0 && runs.Count == 0) return;
        var chunk = new Chunk(worker, runs, worker.Shell());
        _busy[worker] = chunk;
        chunk.Output.DataAdded += (_, _) => _posts.Add(() => Receive(chunk));
        chunk.Shell.Streams.Progress.DataAdded += (_, _) => chunk.Heard = Stopwatch.GetTimestamp();
        try
        {
            chunk.Shell.AddScript(Make).AddArgument(tasks.TextOf(runs));
            chunk.Shell.BeginInvoke<PSObject, PSObject>(null, chunk.Output, null, end => _posts.Add(() => End(chunk, end)), null);
        }
        catch (Exception error) when (SessionWorker.IsLoss(error))
        {
            // It was closed before it got them.
            Lose(chunk, error, isMaking: false);
        }
    }

    private void Receive(Chunk chunk)
    {
        if (chunk.HasEnded) return;
        chunk.Heard = Stopwatch.GetTimestamp();
        foreach (var answer in chunk.Output.ReadAll())
        {
            if (chunk.Received == chunk.Runs.Count) break;
            if (answer.Properties["State"]?.Value is string state) Reached(chunk.Runs[chunk.Received], state);
            else Made(chunk.Runs[chunk.Received++], answer);
        }
    }

    private void End(Chunk chunk, IAsyncResult end)
    {
        if (chunk.HasEnded) return;
        Receive(chunk);
        Exception? error = null;
        try
        {
            chunk.Shell.EndInvoke(end);
        }
        catch (Exception thrown) when (SessionWorker.IsLoss(thrown))
        {
            error = thrown;
        }
        error ??= chunk.Shell.Streams.Error.FirstOrDefault()?.Exception;
        chunk.Shell.Dispose();
        if (chunk.Received < chunk.Runs.Count)
        {
            Lose(chunk, error ?? new InvalidOperationException("The session ended its work without a result."), isMaking: true);
            return;
        }
        chunk.HasEnded = true;
        _busy.Remove(chunk.Worker);
        var seconds = Stopwatch.GetElapsedTime(chunk.Began).TotalSeconds;
        chunk.Worker.Chunk = Math.Clamp((int)(chunk.Runs.Count * ChunkSeconds / seconds), 1, 2 * chunk.Worker.Chunk);
    }

    /// <summary>Takes the runs of a session back.</summary>
    /// <param name="chunk">The runs.</param>
    /// <param name="error">What was seen of it.</param>
    /// <param name="isMaking">Whether it was making the first of those that are left.</param>
    private void Lose(Chunk chunk, Exception error, bool isMaking)
    {
        chunk.HasEnded = true;
        var worker = chunk.Worker;
        _busy.Remove(worker);
        int[] left = [.. chunk.Runs.Skip(chunk.Received)];
        worker.IsGone |= !isMaking || error is PSRemotingTransportException or TimeoutException
            || worker.Runspace.RunspaceStateInfo.State != RunspaceState.Opened;
        var again = left.ToList();
        if (isMaking)
        {
            var losses = _losses[left[0]] = _losses.GetValueOrDefault(left[0]) + 1;
            if (losses >= settings.Retry) again.RemoveAt(0);
        }
        foreach (var run in Enumerable.Reverse(again)) _waiting.AddFirst(run);
        if (worker.IsGone)
            Warn($"{worker} is lost: {OneLine(error.Message).TrimEnd('.')}. "
                + (again.Count == 0 ? "Nothing is made again."
                : $"Made again elsewhere: run{(again.Count > 1 ? "s" : "")} {string.Join(", ", again.Select(run => run + 1))}."));
        if (again.Count < left.Length) Failed(left[0], error);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private TimeSpan NextLook()
    {
        if (settings.Lease is not { } lease) return Pause;
        var next = _busy.Values.Min(chunk => lease - Stopwatch.GetElapsedTime(chunk.Heard));
        return next < Pause ? TimeSpan.FromMilliseconds(Math.Max(1, next.TotalMilliseconds)) : Pause;
    }

    private void LookAtProcessesAndLeases()
    {
        foreach (var chunk in _busy.Values.ToArray())
        {
            if (chunk.Worker.HasExited)
            {
                Receive(chunk);
                chunk.Worker.IsGone = chunk.HasEnded = true;
                _busy.Remove(chunk.Worker);
                if (chunk.Received < chunk.Runs.Count) Lose(chunk, new InvalidOperationException("its process has ended"), isMaking: true);
                continue;
            }
            if (settings.Lease is not { } lease || Stopwatch.GetElapsedTime(chunk.Heard) < lease) continue;
            chunk.Shell.BeginStop(null, null);
            var silence = FormattableString.Invariant($"it was silent for {lease.TotalSeconds:0.###} s");
            Lose(chunk, new TimeoutException(silence), isMaking: true);
        }
    }

    /// <summary>Runs that a session is making.</summary>
    private sealed class Chunk(SessionWorker worker, IReadOnlyList<int> runs, PowerShell shell)
    {
        private long _heard = Stopwatch.GetTimestamp();

        public SessionWorker Worker { get; } = worker;

        public IReadOnlyList<int> Runs { get; } = runs;

        public PowerShell Shell { get; } = shell;

        public PSDataCollection<PSObject> Output { get; } = [];

        public long Began { get; } = Stopwatch.GetTimestamp();

        /// <summary>When it was heard of last.</summary>
        public long Heard { get => Volatile.Read(ref _heard); set => Volatile.Write(ref _heard, value); }

        /// <summary>How many of the runs it has given back.</summary>
        public int Received { get; set; }

        /// <summary>Whether nothing more is expected of it.</summary>
        public bool HasEnded { get; set; }
    }
}
