using System.Globalization;
using System.Management.Automation;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;

namespace PSOptimize.Presentation;

/// <summary>The errors of runs: requested, resumed and made.</summary>
internal static class RunErrors
{
    public static ErrorRecord ObjectiveMissing() => Errors.Record("ObjectiveMissing", ErrorCategory.InvalidArgument, null,
        "There is no objective: pipe one from New-Objective, or give -Objective a script block or a test problem.");

    /// <summary>A requested run that cannot be made.</summary>
    public static ErrorRecord Refused(Refusal refusal) =>
        Errors.Record(refusal.Kind.ToString(), ErrorCategory.InvalidArgument, refusal.Subject, refusal.Sentence);

    /// <summary>A parameter that runs in other sessions do not take.</summary>
    public static ErrorRecord NotElsewhere(string parameter) => Errors.Record("NotElsewhere", ErrorCategory.InvalidArgument, parameter,
        $"-{parameter} belongs to runs that are made in this session: give either -{parameter} or -Session.");

    /// <summary>Rows as an argument, whose columns PowerShell does not bind.</summary>
    public static ErrorRecord RowsArePiped() => Errors.Record("RowsArePiped", ErrorCategory.InvalidArgument, null,
        "-InputObject takes rows from the pipeline alone: pipe them into Invoke-Optimizer.");

    /// <summary>An object from the pipeline that no parameter takes.</summary>
    public static ErrorRecord UnusableInput(object input) => Errors.Record("UnusableInput", ErrorCategory.InvalidArgument, input,
        $"A {input.GetType().Name} came down the pipeline, which is no objective, no method, no start and no row of a table: "
        + "pipe one of these.");

    /// <summary>A file in place of what is in it.</summary>
    public static ErrorRecord FileInPipeline(FileSystemInfo file) => Errors.Record("FileInPipeline", ErrorCategory.InvalidArgument, file,
        $"{file.Name} is a file, and not a row of a table: pipe what Import-Csv makes of it, or give a saved run with -Resume.");

    /// <summary>A column of a table that was probably meant to be a parameter.</summary>
    public static ErrorRecord UnknownColumn(string column, string parameter) => Errors.Record("UnknownColumn",
        ErrorCategory.InvalidArgument, column, $"The column {column} is no parameter of Invoke-Optimizer. Did you mean {parameter}? "
        + "Rename it; a note may have any name that is not nearly that of a parameter. Nothing was run.");

    /// <summary>A file that no run can be resumed from.</summary>
    public static ErrorRecord Checkpoint(CheckpointException error, string path)
    {
        var category = error.Error == CheckpointError.Missing ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidData;
        return new ErrorRecord(error, $"Checkpoint{error.Error}", category, path);
    }

    /// <summary>A run that its objective ended; the run itself was written before, with everything up to there.</summary>
    public static ErrorRecord Failed(Outcome.Failed outcome, Run run, object target) => Errors.Evaluation(
        outcome.Errors[0],
        string.Create(CultureInfo.InvariantCulture,
            $"{run.Objective.Name} failed at iteration {outcome.Iteration} of {run.Method.Label}; the run up to there is kept"),
        target);

    /// <summary>A run that kept none of its evaluations.</summary>
    public static ErrorRecord NoEvaluationsKept(Run run) => Errors.Record("NoEvaluationsKept", ErrorCategory.InvalidArgument, run,
        string.Create(CultureInfo.InvariantCulture,
            $"{run.Method.Label} on {run.Objective.Name} kept none of its {run.Evaluations} evaluations: "
            + $"give Invoke-Optimizer -KeepEvaluations {run.Evaluations}, or see its iterates with Get-Trajectory."));

    /// <summary>An objective that is not a finite number where the run starts, or a constraint of it.</summary>
    /// <param name="value">Its value there.</param>
    /// <param name="constraint">The constraint that is not finite, from 1; null if all are.</param>
    /// <param name="row">The row of the data that makes it so, from 1; null if it is not known.</param>
    /// <param name="run">The run.</param>
    /// <param name="target">The run as it was written.</param>
    public static ErrorRecord NotFiniteAtStart(double value, int? constraint, int? row, Run run, object target)
    {
        if (double.IsFinite(value) && constraint is { } number)
            return Record("ConstraintIsNotFinite", string.Create(CultureInfo.InvariantCulture,
                $"Constraint {number} of {run.Objective.Name} is not finite at the start {run.Start.Brief}, or its gradient is not: ")
                + "start elsewhere, or check the constraint there with Measure-Objective.");
        if (double.IsFinite(value))
            return Record("GradientIsNotFinite",
                $"The gradient of {run.Objective.Name} is not finite at the start {run.Start.Brief}: "
                + "start elsewhere, or check the objective with Test-Gradient.");
        var (id, what) = double.IsNaN(value) ? ("ObjectiveIsNaN", "not a number") : ("ObjectiveIsInfinite", "infinite");
        return Record(id,
            $"{run.Objective.Name} is {what} at the start {run.Start.Brief}{(row is null ? "" : $", first in row {row}")}: "
            + "start elsewhere, or check the objective there with Measure-Objective.");

        ErrorRecord Record(string id, string message) => Errors.Record(id, ErrorCategory.InvalidResult, target, message);
    }
}
