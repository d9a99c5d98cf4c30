using System.Management.Automation;
using PSOptimize.Catalogues;
using PSOptimize.Methods;

namespace PSOptimize.Binding;

/// <summary>A parameter that takes one method: its name, a method from New-Optimizer, or an entry of Get-OptimizerMethod.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MethodAttribute : CellAttribute
{
    private protected override object? Read(object? value) => value switch
    {
        Entry<Method> entry => entry.Default,
        string name => Method.Catalogue.Find(name.Trim())?.Default ?? throw new ArgumentTransformationMetadataException(
            $"There is no method '{name}' to search with. Get-OptimizerMethod lists all."),
        _ => value as Method,
    };
}
