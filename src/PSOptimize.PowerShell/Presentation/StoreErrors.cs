using System.Management.Automation;
using PSOptimize.Storage;

namespace PSOptimize.Presentation;

/// <summary>The errors of stores of runs.</summary>
internal static class StoreErrors
{
    /// <summary>A store that cannot be used.</summary>
    public static ErrorRecord Of(StoreException error, object? target) => new(error, $"Store{error.Error}", error.Error switch
    {
        StoreError.Missing => ErrorCategory.ObjectNotFound,
        StoreError.Locked or StoreError.Running => ErrorCategory.ResourceBusy,
        StoreError.ReadOnly => ErrorCategory.PermissionDenied,
        StoreError.Full => ErrorCategory.WriteError,
        StoreError.Unreachable => ErrorCategory.ConnectionError,
        StoreError.LeaseLost => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidData,
    }, target);

    public static ErrorRecord RunMissing(string id, string source) => Errors.Record("StoreRunMissing", ErrorCategory.ObjectNotFound, id,
        $"There is no run {id} in {source}: list the runs with Get-Run.");

    public static ErrorRecord RunAmbiguous(string id, string source) => Errors.Record(
        "StoreRunAmbiguous", ErrorCategory.InvalidArgument, id, $"Several runs in {source} begin with {id}: give more of the identity.");

    public static ErrorRecord RunWithoutStore(object? run) => Errors.Record("RunWithoutStore", ErrorCategory.InvalidArgument, run,
        "The run does not say which store it is in: pipe it from Get-Run, or give -Store.");

    public static ErrorRecord ObjectiveNeeded(string name, string script, string id) => Errors.Record(
        "ObjectiveNeeded", ErrorCategory.InvalidArgument, id,
        $"The objective {name} of run {id} is not in the store{(script.Length > 0 ? $", only its text {{{script}}}" : "")}: "
        + "give it again with -Objective.");

    public static ErrorRecord NothingToImport(string path) => Errors.Record("NothingToImport", ErrorCategory.InvalidData, path,
        $"{path} holds no runs: give lines of Export-Run, a checkpoint file, or a store.");

    public static ErrorRecord BadLine(string path, int line, Exception error) => new(
        new InvalidDataException($"Line {line} of {path}: {error.Message} The other lines are read.", error), "BadRunText",
        ErrorCategory.InvalidData, path);

    public static ErrorRecord UnknownFormat(string path) => Errors.Record("UnknownFormat", ErrorCategory.InvalidArgument, path,
        $"The extension of {path} does not say what to write: use .jsonl for whole runs, .csv for their rows.");
}
