using System.Management.Automation;
using PSOptimize.Methods.Searches;

namespace PSOptimize.Binding;

/// <summary>A parameter that takes a search along a line: one, or its name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SearchAttribute : CellAttribute
{
    private protected override object? Read(object? value)
    {
        if (value is not string text) return value as Search;
        return Search.Catalogue.Find(text)?.Default ?? throw new ArgumentTransformationMetadataException(
            $"There is no search '{text}': choose one of {string.Join(", ", Search.Catalogue.All.Select(entry => entry.Name))}.");
    }
}
