using System.Management.Automation;
using PSOptimize.Presentation;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <summary>
/// The base of all cmdlets: the border of the module. An exception that gets so far leaves it as an error with an id and a sentence.
/// </summary>
public abstract class GuardedCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(Begin);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(End);

    /// <summary>What is done before the first object of the pipeline.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>What is done with each object of the pipeline.</summary>
    private protected virtual void Process()
    {
    }

    /// <summary>What is done after the last object of the pipeline.</summary>
    private protected virtual void End()
    {
    }

    private void Guard(Action step)
    {
        using var watch = StrictScope.Watch(this);
        try
        {
            step();
        }
        catch (Exception error) when (BorderErrors.Of(error, MyInvocation.MyCommand.Name, null) is { } record)
        {
            ThrowTerminatingError(record);
        }
    }
}
