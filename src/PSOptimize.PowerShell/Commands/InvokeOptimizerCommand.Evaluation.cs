using System.Globalization;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;
using PSOptimize.Stopping;

namespace PSOptimize.Commands;

/// <content>How the points of a request are evaluated.</content>
public sealed partial class InvokeOptimizerCommand
{
    /// <summary>Invokes a script block at up to so many points at once, each in a runspace of its own: the points of a population, and those of a difference gradient. The block sees the variables and functions of the caller that it names, plain or as $using:name; what it assigns stays there. At least 1; without it, one after the other in this session. The run is the same for every limit. A block that is compiled is not invoked, and is evaluated in order.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 1024)]
    public int? ThrottleLimit { get; set; }

    /// <summary>What becomes of a run when an evaluation fails: Stop, the default, ends it with all that it has; Worst counts the point as infinitely bad and goes on; Retry tries again, and ends it when nothing helps. The run keeps what failed in its Failures.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public EvaluationErrorAction OnEvaluationError { get; set; }

    /// <summary>How often an evaluation that fails is tried again; default 3 with -OnEvaluationError Retry, else 0.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, 1_000_000)]
    public int? EvaluationRetries { get; set; }

    private Run Spread(Problem problem, Func<Problem, Run> run)
    {
        if (ThrottleLimit is not { } limit) return run(problem);
        var objective = problem.Objective;
        if (objective.Parts.OfType<ScriptObjective>().FirstOrDefault() is not { } script)
        {
            WriteVerbose($"{objective.Name} is no script block that is invoked: -ThrottleLimit changes nothing.");
            return run(problem);
        }
        var session = script is { IsHome: true, Home: { } home } ? home : SessionState;
        using var runspaces = new ScriptRunspaces(limit, new ScriptDependencies(script.Blocks, session), session.Path.CurrentLocation, Host, _cancellation.Token);
        var parallel = objective.Rebuilt(part => part is ScriptObjective blocks
            ? new ParallelObjective(blocks, runspaces).WithMaximize(blocks.Maximize) : part);
        return run(problem.WithObjective(parallel)) with { Problem = problem };
    }

    private void TellFailures(Run run)
    {
        if (run.FailureCount == 0 || (run.FailureCount == 1 && run.Outcome is Outcome.Failed)) return;
        WriteWarning(string.Create(CultureInfo.InvariantCulture,
            $"{run.Method.Label} on {run.Objective.Name}: {run.FailureCount} of {run.Evaluations} evaluations failed; Failures of the run has them. The first, {run.Failures[0]}"));
    }
}
