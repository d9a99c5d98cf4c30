using System.Globalization;
using System.Management.Automation;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Diagnostics;
using PSOptimize.Runs.Requests;
using PSOptimize.ScriptBlocks;
using PSOptimize.Stopping;

namespace PSOptimize.Presentation;

/// <summary>
/// What a command writes about its runs: progress, the runs themselves, failures, advice, and with -Verbose what several runs show
/// together.
/// </summary>
internal sealed class RunReport(PSCmdlet cmdlet)
{
    private const int ProgressId = 0x505F;

    /// <summary>More runs than these are not compared.</summary>
    private const int MostCompared = 100;

    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(500);

    private readonly List<Run> _converged = [];
    private bool _progressShown;

    private bool IsVerbose => cmdlet.MyInvocation.BoundParameters.TryGetValue("Verbose", out var verbose)
        ? verbose is SwitchParameter { IsPresent: true }
        : cmdlet.SessionState.PSVariable.GetValue("VerbosePreference")?.ToString() is "Continue" or "Inquire";

    /// <summary>Says why a method was chosen, and how its run obtains the gradients that it needs.</summary>
    public void Begin(PlannedRun run)
    {
        var (name, method) = (run.Problem.Objective.Name, run.Method);
        if (run.Problem.Within?.Project(run.Start) is { } inside && !inside.Equals(run.Start))
            cmdlet.WriteWarning($"{name}: the start {run.Start} lies outside {run.Problem.Within}; the run begins at {inside}.");
        if (run.Reason.Length > 0) cmdlet.WriteVerbose($"{name}: {method.Label}, since {run.Reason}.");
        cmdlet.WriteVerbose(method.Needs == Information.Value
            ? $"{name}: {method.Label} needs no gradient."
            : $"{name}: {GradientText.Of(run.Problem.Objective)}");
    }

    /// <summary>The options with observers that show progress and failed evaluations.</summary>
    public RunOptions Observed(RunOptions options, Problem problem, Method method, StopSettings stop) => options with
    {
        Observer = progress => ShowProgress(progress, problem.Objective, method, stop),
        FailureObserver = failure => cmdlet.WriteVerbose($"{problem.Objective.Name} failed: {failure}"),
    };

    /// <summary>Writes a run, with its failures and advice.</summary>
    public void Write(Run run, bool stopping)
    {
        if (!stopping) EndProgress();
        if (run.Outcome is Outcome.Cancelled)
        {
            // PowerShell accepts no more output from a pipeline that was stopped, but it still sets a variable.
            if (stopping) cmdlet.SessionState.PSVariable.Set("global:InterruptedRun", run);
            else cmdlet.WriteObject(run);
            return;
        }
        cmdlet.WriteObject(run);
        WarnOfFailures(run);
        if (run.Outcome is Outcome.Converged && _converged.Count < MostCompared && IsVerbose) _converged.Add(run);
        foreach (var advice in RunDiagnostics.Examine(run))
        {
            // Divergence spoils a run; other advice is shown on request: with -Verbose and in the list view.
            if (advice.Symptom == Symptom.Divergence) cmdlet.WriteWarning($"{run.Method.Label} on {run.Objective.Name}: {advice}");
            else cmdlet.WriteVerbose($"{run.Method.Label} on {run.Objective.Name}: {advice}");
        }
        if (run.Outcome is not Outcome.Failed failed) return;
        if (failed.Errors.Count > 0) cmdlet.WriteError(RunErrors.Failed(failed, run));
        else if (failed is { Iteration: 0, Reason: FailureReason.NotFinite })
            cmdlet.WriteError(RunErrors.NotFiniteAtStart(ValueAtStart(run), RowAtStart(run), run));
    }

    /// <summary>Writes what the runs show together, with -Verbose.</summary>
    public void Compare()
    {
        foreach (var advice in RunDiagnostics.Compare(_converged)) cmdlet.WriteVerbose(advice.ToString());
    }

    private void WarnOfFailures(Run run)
    {
        if (run.FailureCount == 0 || (run.FailureCount == 1 && run.Outcome is Outcome.Failed)) return;
        cmdlet.WriteWarning(string.Create(CultureInfo.InvariantCulture,
            $"{run.Method.Label} on {run.Objective.Name}: {run.FailureCount} of {run.Evaluations} evaluations failed, ")
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

    private double ValueAtStart(Run run)
    {
        var value = double.NaN;
        StrictScope.Run(cmdlet, run.Objective, () => value = run.Objective.Value(run.Start));
        return value;
    }

    private void ShowProgress(Progress progress, Objective objective, Method method, StopSettings stop)
    {
        if (progress.Elapsed < QuietTime || cmdlet.Stopping) return;
        _progressShown = true;
        cmdlet.WriteProgress(new ProgressRecord(ProgressId, $"{method.Label} on {objective.Name}",
            string.Create(CultureInfo.InvariantCulture, $"Iteration {progress.Iteration:N0}, value {progress.Value:G6}"))
        {
            PercentComplete = (int)(100 * stop.ShareUsed(progress, objective, method)),
        });
    }

    private void EndProgress()
    {
        if (!_progressShown) return;
        _progressShown = false;
        cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Optimisation", "Done") { RecordType = ProgressRecordType.Completed });
    }
}
