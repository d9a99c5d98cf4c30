using System.Management.Automation;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>A switch that also takes the text of a CSV cell: true, false, 1, 0, yes, no; an empty cell counts as not given.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.Plain() is not string text) return inputData;
        return text.Trim().ToUpperInvariant() switch
        {
            "" => null,
            "TRUE" or "1" or "YES" => new SwitchParameter(true),
            "FALSE" or "0" or "NO" => new SwitchParameter(false),
            _ => throw new ArgumentTransformationMetadataException($"'{text}' is neither true nor false: write one of the two."),
        };
    }
}
