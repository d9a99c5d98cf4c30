using System.Globalization;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Diagnostics;
using PSOptimize.ScriptBlocks;
using PSOptimize.Stopping;
using PSOptimize.Sessions;
using PSOptimize.Storage;

namespace PSOptimize.Grids;

/// <summary>
/// What a command writes about its runs: the runs themselves, failures, advice, and with -Verbose what several runs show together.
/// </summary>
internal sealed class RunReport(PSCmdlet cmdlet)
{
    /// <summary>Beyond so many numbers in the rows of all runs, 256 MB, the first runs are not kept for Ctrl-C.</summary>
    private const long MostKept = 1 << 25;

    /// <summary>More runs than these are not compared.</summary>
    private const int MostCompared = 100;

    private readonly List<Run> _converged = [];
    private readonly Queue<(PSObject Row, long Numbers)> _kept = [];
    private long _keptNumbers;

    private bool IsVerbose => cmdlet.MyInvocation.BoundParameters.TryGetValue("Verbose", out var verbose)
        ? verbose is SwitchParameter { IsPresent: true }
        : cmdlet.SessionState.PSVariable.GetValue("VerbosePreference")?.ToString() is "Continue" or "Inquire";

    /// <summary>Says why a method was chosen, and how its run obtains the gradients that it needs.</summary>
    public void Begin(GridRun run)
    {
        var (name, method) = (run.Problem.Objective.Name, run.Method);
        if (run.Problem.Within?.Project(run.Start) is { } inside && !inside.Equals(run.Start))
            cmdlet.Warn($"{name}: the start {run.Start.Brief} lies outside {run.Problem.Within.Brief}; the run begins at {inside.Brief}.");
        if (run.Reason.Length > 0) cmdlet.Tell($"{name}: {method.Label}, since {run.Reason}.");
        cmdlet.Tell(method.Needs == Information.Value
            ? $"{name}: {method.Label} needs no gradient."
            : $"{name}: {GradientText.Of(run.Problem.Objective)}");
    }

    /// <summary>The options with observers that show progress, failed evaluations and checkpoints that cannot be written.</summary>
    /// <param name="options">The options.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="show">Shows the progress.</param>
    /// <param name="post">Does something on the thread of the command.</param>
    public RunOptions Observed(RunOptions options, Problem problem, Action<Progress> show, Action<Action> post) => options with
    {
        Observer = show,
        FailureObserver = failure => post(() => cmdlet.Tell($"{problem.Objective.Name} failed: {failure}")),
        CheckpointFailed = error => post(() => cmdlet.Warn($"CheckpointNotWritable: {error.Message} The run goes on without.")),
    };

    /// <summary>Reports a run that cannot be made.</summary>
    public void Refuse(Exception error, GridRun run)
    {
        if (cmdlet.Stopping) return;
        if (error is StoreException { Error: StoreError.Running })
        {
            cmdlet.Warn(error.Message);
            return;
        }
        cmdlet.WriteError(error switch
        {
            SessionException session => session.ToRecord(),
            StoreException store => StoreErrors.Of(store, run.Provenance.Id),
            CheckpointException checkpoint => RunErrors.Checkpoint(checkpoint, run.Options.CheckpointPath),
            _ => BorderErrors.Of(error, Named(run.Method, run.Problem.Objective, run.Differs), run.Start)
                ?? (error as IContainsErrorRecord)?.ErrorRecord ?? Errors.Unexpected(error, "The run", run.Start),
        });
    }

    /// <summary>Writes a run, with its failures and advice.</summary>
    /// <param name="run">The run.</param>
    /// <param name="differs">What sets it apart from the others of the command.</param>
    public void Write(Run run, string differs)
    {
        var row = RunRow.Of(run, differs);
        Keep(row, run);
        if (cmdlet.Stopping)
        {
            // PowerShell accepts no more output from a pipeline that was stopped, but it still sets a variable.
            cmdlet.SessionState.PSVariable.Set("global:InterruptedRuns", _kept.Select(kept => kept.Row).ToArray());
            if (run.Outcome is Outcome.Cancelled) cmdlet.SessionState.PSVariable.Set("global:InterruptedRun", row);
            return;
        }
        cmdlet.WriteObject(row);
        if (run.Outcome is Outcome.Cancelled) return;
        WarnOfFailures(run, differs);
        if (run.Outcome is Outcome.Converged && _converged.Count < MostCompared && IsVerbose) _converged.Add(run);
        foreach (var advice in RunDiagnostics.Examine(run))
        {
            // Divergence spoils a run; other advice is shown on request: with -Verbose and in the list view.
            if (advice.Symptom == Symptom.Divergence) cmdlet.Warn($"{Named(run, differs)}: {advice}");
            else cmdlet.Tell($"{Named(run, differs)}: {advice}");
        }
        if (run.Outcome is Outcome.Stalled { IsRounding: false }
            or Outcome.Failed { Reason: FailureReason.Unbounded or FailureReason.NoDescent })
            cmdlet.Warn($"{Named(run, differs)}: {run.Outcome}");
        if (run.Outcome is not Outcome.Failed failed) return;
        if (failed.Errors.Count > 0) cmdlet.WriteError(RunErrors.Failed(failed, run, row.BaseObject));
        else if (failed is { Iteration: 0, Reason: FailureReason.NotFinite })
            cmdlet.WriteError(RunErrors.NotFiniteAtStart(ValueAtStart(run), ConstraintAtStart(run), RowAtStart(run), run, row.BaseObject));
    }

    /// <summary>Writes what the runs show together, with -Verbose.</summary>
    public void Compare()
    {
        foreach (var advice in RunDiagnostics.Compare(_converged)) cmdlet.Tell(advice.ToString());
    }

    private void Keep(PSObject row, Run run)
    {
        var numbers = (long)run.Trajectory.Count * run.Start.Count;
        _kept.Enqueue((row, numbers));
        for (_keptNumbers += numbers; _keptNumbers > MostKept && _kept.Count > 1; _keptNumbers -= _kept.Dequeue().Numbers) { }
    }

    private static string Named(Run run, string differs) => Named(run.Method, run.Objective, differs);

    private static string Named(Method method, Objective objective, string differs) =>
        $"{method.Label}{(differs.Length > 0 ? $" ({differs})" : "")} on {objective.Name}";

    private void WarnOfFailures(Run run, string differs)
    {
        if (run.FailureCount == 0 || (run.FailureCount == 1 && run.Outcome is Outcome.Failed)) return;
        cmdlet.Warn(string.Create(CultureInfo.InvariantCulture,
            $"{Named(run, differs)}: {run.FailureCount} of {run.Evaluations} evaluations failed, ")
            + $"and the run lists them in its Failures. The first: {run.Failures[0]}");
    }

    /// <summary>The first row of the data whose residual is not finite at the start, from 1; null if there is none.</summary>
    private int? RowAtStart(Run run)
    {
        if ((run.Objective.Offers & Information.Residuals) == 0) return null;
        var row = -1;
        StrictScope.Run(cmdlet, run.Objective, () => row = run.Objective.Evaluate(new Query(run.Start, Information.Residuals)).Residuals
            .AsSeq().ToList().FindIndex(residual => !double.IsFinite(residual)));
        return row < 0 ? null : row + 1;
    }

    private int? ConstraintAtStart(Run run)
    {
        var constraint = -1;
        if (run.Problem.Constraints is { Count: > 0 } all)
            StrictScope.Run(cmdlet, all, () => constraint = all.ToList().FindIndex(one =>
                one.ValueAndGradient(run.Start) is var there && !(double.IsFinite(there.Value) && there.Gradient.IsFinite())));
        return constraint < 0 ? null : constraint + 1;
    }

    private double ValueAtStart(Run run)
    {
        var value = double.NaN;
        StrictScope.Run(cmdlet, run.Objective, () => value = run.Objective.Value(run.Start));
        return value;
    }
}
