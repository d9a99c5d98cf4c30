using System.Collections;
using System.Management.Automation;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes one item or a list of items. An argument that is neither is left alone, so that the pipeline can offer it to
/// another parameter.
/// </summary>
/// <typeparam name="T">The type of an item.</typeparam>
public abstract class OneOrSeveralAttribute<T> : CellAttribute where T : class
{
    /// <summary>Whether the parameter takes a single item and no list.</summary>
    public bool Single { get; set; }

    private protected sealed override object? Read(object? value)
    {
        if (One(value) is { } item) return Single ? item : new[] { item };
        if (Single || value is not IList { Count: > 0 } list) return null;
        // PowerShell would make an array with nothing in it.
        if (list.Cast<object?>().Any(element => element.Unwrap() is null))
            throw new ArgumentTransformationMetadataException("One of its values is $null.", new PSInvalidCastException());
        var items = list.Cast<object?>().Select(element => One(element.Unwrap())).ToArray();
        return Array.TrueForAll(items, element => element is not null) ? items : null;
    }

    /// <summary>The item that a value stands for; null if it stands for none.</summary>
    /// <param name="value">Any value, without its wrapper.</param>
    private protected abstract T? One(object? value);
}
