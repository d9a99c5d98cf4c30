using System.Management.Automation;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes a number. Text, as the cells of a CSV file are, is read with a decimal point whatever the culture, and an
/// empty cell counts as not given. PowerShell itself would read 0,1 as 1 and an empty cell as 0.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NumberAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.Plain() is not string text) return inputData;
        if (string.IsNullOrWhiteSpace(text)) return null;
        return InvariantNumber.TryRead(text, out var number)
            ? number
            : throw new ArgumentTransformationMetadataException($"'{text}' is not a number: write it with a decimal point, as in 0.01 or 1e-3.");
    }
}
