using System.Management.Automation;

namespace PSOptimize.ScriptBlocks;

/// <summary>Stops script blocks that take too long.</summary>
internal static class ScriptLimit
{
    /// <summary>Runs an action that invokes script blocks; whether it has ended within the time.</summary>
    public static bool Run(TimeSpan limit, Action action)
    {
        var isDone = false;
        // A pipeline of its own can be stopped without the one that it runs in.
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript("try { $args[0].Invoke() } catch { throw }", useLocalScope: true).AddArgument((Action)(() =>
        {
            action();
            isDone = true;
        }));
        using var timer = new Timer(_ => shell.BeginStop(null, null), null, limit, Timeout.InfiniteTimeSpan);
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException) when (!isDone)
        {
        }
        return isDone;
    }
}
