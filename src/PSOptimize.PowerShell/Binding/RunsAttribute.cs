using System.Collections;
using System.Management.Automation;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Sessions;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes runs in every form: rows from Invoke-Optimizer, what a job, another session or Import-Clixml made of them, and
/// the text of their Json. Reading a text runs no code.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RunsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return inputData.Unwrap() is IList list ? list.Cast<object?>().Select(RunOf).ToArray() : new[] { RunOf(inputData) };
        }
        catch (ArgumentTransformationMetadataException error)
        {
            // Without an inner exception PowerShell says this sentence instead of one of its own.
            throw new ArgumentTransformationMetadataException(error.Message);
        }
    }

    /// <summary>The run that an object is, or that its text describes.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">It is none.</exception>
    internal static Run RunOf(object? given) => given.Unwrap() switch
    {
        Run run => run,
        RunRow row => row.Run,
        string text => Read(text),
        not null when PSObject.AsPSObject(given).Properties[nameof(Run.Json)]?.Value is { } json => Read($"{json}"),
        var other => throw NoRun($"'{other}' is none: give what Invoke-Optimizer gave, or the text of its Json."),
    };

    private static Run Read(string text)
    {
        try
        {
            return SavedState.Begins(text) ? Session.FromJson(text).ToRun() : Run.FromJson(text);
        }
        catch (CheckpointException error)
        {
            throw NoRun(error.Message);
        }
    }

    private static ArgumentTransformationMetadataException NoRun(string why) =>
        new($"A run is needed. {why}", new PSInvalidCastException(why));
}
