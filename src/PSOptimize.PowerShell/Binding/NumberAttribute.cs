using System.Management.Automation;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes a number, also as text with a decimal point, whatever the culture. PowerShell itself would read 0,1 as 1 and an
/// empty cell as 0.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NumberAttribute : CellAttribute
{
    private protected override object? Read(object? value) =>
        value is not string text ? null
        : InvariantNumber.TryRead(text, out var number) ? number
        : throw new ArgumentTransformationMetadataException(
            $"'{text}' is not a number: write it with a decimal point, as in 0.01 or 1e-3.");
}
