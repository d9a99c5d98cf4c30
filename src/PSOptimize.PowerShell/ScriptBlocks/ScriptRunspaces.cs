using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;

namespace PSOptimize.ScriptBlocks;

/// <summary>Runspaces in which copies of script blocks run side by side, each with what the blocks name in the session of the caller.</summary>
internal sealed class ScriptRunspaces(int limit, ScriptDependencies dependencies, PathInfo location, PSHost host, CancellationToken cancellation) : IDisposable
{
    private readonly List<Runspace> _runspaces = [];

    /// <summary>Calls an action with every index below a count, in order as far as runspaces are free, and gives what it threw, one an index.</summary>
    /// <param name="count">How many.</param>
    /// <param name="action">Called in a runspace, in the scope in which objectives run.</param>
    /// <param name="toTheEnd">Whether to go on after an index that threw. Where not, all below the first that threw are done.</param>
    /// <exception cref="OperationCanceledException">Cancellation was requested; what is under way is not waited for.</exception>
    public Exception?[] ForEach(int count, Action<int> action, bool toTheEnd)
    {
        var next = -1;
        var ended = false;
        var errors = new Exception?[count];
        Action work = () =>
        {
            while (!Volatile.Read(ref ended) && !cancellation.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < count)
            {
                try
                {
                    action(index);
                }
                catch (Exception error)
                {
                    errors[index] = error;
                    if (!toTheEnd) Volatile.Write(ref ended, true);
                }
            }
        };
        while (_runspaces.Count < Math.Min(limit, count)) _runspaces.Add(Open());
        Run(work, count);
        return errors;
    }

    /// <summary>Closes the runspaces, and stops what still runs in them after a cancellation.</summary>
    public void Dispose() => _runspaces.ForEach(runspace => runspace.CloseAsync());

    private void Run(Action work, int count)
    {
        PowerShell[] shells = [.. _runspaces.Take(count).Select(runspace =>
        {
            var shell = PowerShell.Create();
            shell.Runspace = runspace;
            return shell.AddScript(StrictScope.Wrapper, useLocalScope: true).AddArgument(work);
        })];
        try
        {
            Task.WaitAll([.. shells.Select(shell => Task.Factory.FromAsync(shell.BeginInvoke(), end => shell.EndInvoke(end)))], cancellation);
        }
        catch (AggregateException error) when (!cancellation.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
        // A shell that still runs is not to be waited for; it ends with its runspace.
        foreach (var shell in shells) shell.Dispose();
    }

    private Runspace Open()
    {
        var initial = InitialSessionState.CreateDefault2();
        dependencies.AddTo(initial);
        var runspace = RunspaceFactory.CreateRunspace(host, initial);
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(location.Path);
        dependencies.SetIn(runspace);
        return runspace;
    }
}
