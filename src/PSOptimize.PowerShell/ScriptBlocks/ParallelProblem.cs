using System.Management.Automation;
using System.Management.Automation.Host;
using PSOptimize.Objectives;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// A problem whose script blocks are invoked at several points at once, each in a runspace of its own, until it is disposed of.
/// </summary>
internal sealed class ParallelProblem : IDisposable
{
    private ParallelProblem(Problem problem, ScriptRunspaces? runspaces) => (Problem, Runspaces) = (problem, runspaces);

    /// <summary>The problem; the original one if it invokes no script block, or if no limit was given.</summary>
    public Problem Problem { get; }

    /// <summary>The runspaces; null if there are none.</summary>
    public ScriptRunspaces? Runspaces { get; }

    /// <summary>A problem whose points are evaluated in parallel.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="limit">How many points at once; null for one after the other in the session.</param>
    /// <param name="session">The session of the command, which counts unless this thread runs the session of the block.</param>
    /// <param name="host">The host of the runspaces.</param>
    /// <param name="cancellation">Ends the evaluations that are running.</param>
    public static ParallelProblem Of(Problem problem, int? limit, SessionState session, PSHost host, CancellationToken cancellation)
    {
        if (limit is not { } atOnce || problem.Objective.Parts.OfType<ScriptObjective>().FirstOrDefault() is not { } script)
            return new ParallelProblem(problem, null);
        var home = script.Home.SessionOr(session);
        var dependencies = new ScriptDependencies(script.Blocks, script.Kept, home);
        var runspaces = new ScriptRunspaces(atOnce, dependencies, home.Path.CurrentLocation, host, cancellation);
        var parallel = problem.Objective.Rebuilt(part => part is ScriptObjective blocks
            ? new ParallelObjective(blocks, runspaces).WithMaximize(blocks.Maximize) : part);
        return new ParallelProblem(problem.WithObjective(parallel), runspaces);
    }

    /// <summary>Closes the runspaces.</summary>
    public void Dispose() => Runspaces?.Dispose();
}
