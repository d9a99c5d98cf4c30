using System.Management.Automation;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.ScriptBlocks;
using PSOptimize.Storage;

namespace PSOptimize.Presentation;

/// <summary>The errors of exceptions that a cmdlet did not handle itself: each kind has its id; the last is what nobody foresaw.</summary>
internal static class BorderErrors
{
    /// <summary>The error of an exception; null if it is PowerShell's own, or the end of the pipeline.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="name">What was being done.</param>
    /// <param name="target">What it was done with.</param>
    public static ErrorRecord? Of(Exception error, string name, object? target) => error switch
    {
        OperationCanceledException => null,
        // The last is that of a property which throws when it is read.
        ArgumentTransformationMetadataException or PSInvalidCastException or ExtendedTypeSystemException =>
            Errors.BadArgument(new ArgumentException(error.Message, error), target),
        // Those of PowerShell have ids of their own, and some are no errors but how a pipeline ends.
        _ when error.GetType().Assembly == typeof(PSCmdlet).Assembly => null,
        ScriptException => Errors.Evaluation(error, name, target),
        CheckpointException checkpoint => RunErrors.Checkpoint(checkpoint, ""),
        StoreException store => StoreErrors.Of(store, target),
        ArgumentNullException => Errors.Unexpected(error, name, target),
        ArgumentException argument => Errors.BadArgument(argument, target),
        InvalidDataException data => Errors.BadData(data),
        IOException or UnauthorizedAccessException => new ErrorRecord(error, "FileNotUsable", ErrorCategory.InvalidOperation, target),
        OutOfMemoryException => Errors.Record("OutOfMemory", ErrorCategory.ResourceUnavailable, target,
            $"{name} needs more memory than there is: take fewer coordinates, a smaller population, or fewer rows."),
        NotFiniteNumberException => Errors.Record("NotFinite", ErrorCategory.InvalidResult, target, $"{name}: {error.Message}"),
        InsufficientExecutionStackException => Errors.Record("TooDeep", ErrorCategory.LimitsExceeded, target,
            $"What {name} was given is nested too deeply: write it in several steps."),
        _ => Errors.Unexpected(error, name, target),
    };
}
