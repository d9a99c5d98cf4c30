using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;

namespace PSOptimize.ScriptBlocks;

/// <summary>Runspaces in which copies of script blocks run in parallel, each with what the blocks use of the caller's session.</summary>
internal sealed class ScriptRunspaces(
    int limit, ScriptDependencies dependencies, PathInfo location, PSHost host, CancellationToken cancellation) : IDisposable
{
    private readonly List<Runspace> _runspaces = [];
    private readonly ConcurrentBag<Runspace> _free = [];

    /// <summary>
    /// Calls an action with every index below a count, in order as runspaces become free, and returns what it threw, one item per index.
    /// </summary>
    /// <param name="count">The number of calls.</param>
    /// <param name="action">
    /// Called in a runspace, in the scope in which objectives run, with the index and the number of the runspace, from 1.
    /// </param>
    /// <param name="continueOnError">
    /// Whether to continue after a call that threw. If not, at least all calls below the first that threw are made.
    /// </param>
    /// <exception cref="OperationCanceledException">Cancellation was requested; calls that are running are not waited for.</exception>
    public Exception?[] ForEach(int count, Action<int, int> action, bool continueOnError)
    {
        var next = -1;
        var ended = false;
        var errors = new Exception?[count];
        void Work(int worker)
        {
            while (!Volatile.Read(ref ended) && !cancellation.IsCancellationRequested)
            {
                var index = Interlocked.Increment(ref next);
                if (index >= count) return;
                try
                {
                    action(index, worker);
                }
                catch (Exception error)
                {
                    errors[index] = error;
                    if (!continueOnError) Volatile.Write(ref ended, true);
                }
            }
        }
        while (_runspaces.Count < Math.Min(limit, count)) _runspaces.Add(Open());
        Run(Work, count);
        return errors;
    }

    /// <summary>Calls an action in a runspace that is free, or in a new one; several threads may do so at once.</summary>
    /// <param name="action">Called in the scope in which objectives run.</param>
    public void Invoke(Action action)
    {
        if (!_free.TryTake(out var runspace))
        {
            runspace = Open();
            lock (_runspaces) _runspaces.Add(runspace);
        }
        ExceptionDispatchInfo? error = null;
        using (var shell = PowerShell.Create())
        {
            shell.Runspace = runspace;
            Action work = () =>
            {
                try
                {
                    action();
                }
                catch (Exception thrown)
                {
                    error = ExceptionDispatchInfo.Capture(thrown);
                }
            };
            shell.AddScript(StrictScope.Wrapper, useLocalScope: true).AddArgument(work).Invoke();
        }
        _free.Add(runspace);
        error?.Throw();
    }

    /// <summary>Closes the runspaces, which stops what still runs in them after a cancellation.</summary>
    public void Dispose() => _runspaces.ForEach(runspace => runspace.CloseAsync());

    private void Run(Action<int> work, int count)
    {
        PowerShell[] shells = [.. _runspaces.Take(count).Select((runspace, i) =>
        {
            var shell = PowerShell.Create();
            shell.Runspace = runspace;
            return shell.AddScript(StrictScope.Wrapper, useLocalScope: true).AddArgument((Action)(() => work(i + 1)));
        })];
        try
        {
            Task[] calls = [.. shells.Select(shell => Task.Factory.FromAsync(shell.BeginInvoke(), end => shell.EndInvoke(end)))];
            Task.WaitAll(calls, cancellation);
        }
        catch (AggregateException error) when (!cancellation.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
        // Not reached after a cancellation: disposing of a shell waits for it, and a shell that still runs ends with its runspace.
        foreach (var shell in shells) shell.Dispose();
    }

    private Runspace Open()
    {
        var initial = InitialSessionState.CreateDefault2();
        dependencies.AddTo(initial);
        var runspace = RunspaceFactory.CreateRunspace(new SharedHost(host), initial);
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(location.Path);
        dependencies.SetIn(runspace);
        return runspace;
    }
}
