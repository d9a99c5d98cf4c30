using System.Management.Automation;

namespace PSOptimize.Binding;

/// <summary>A switch that also accepts text: true, false, 1, 0, yes, no.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagAttribute : CellAttribute
{
    private protected override object? Read(object? value) => (value as string)?.Trim().ToUpperInvariant() switch
    {
        null => null,
        "TRUE" or "1" or "YES" => new SwitchParameter(true),
        "FALSE" or "0" or "NO" => new SwitchParameter(false),
        _ => throw new ArgumentTransformationMetadataException($"'{value}' is neither true nor false: write one of the two."),
    };
}
