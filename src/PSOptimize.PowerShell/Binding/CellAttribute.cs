using System.Management.Automation;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>A parameter that also accepts the text of a cell of a CSV file; an empty cell counts as not given.</summary>
public abstract class CellAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData.Unwrap();
        return value is string text && string.IsNullOrWhiteSpace(text) ? null : Read(value) ?? inputData;
    }

    /// <summary>The argument as the parameter needs it; null to leave it to PowerShell.</summary>
    /// <param name="value">The argument, without its wrapper.</param>
    private protected abstract object? Read(object? value);
}
