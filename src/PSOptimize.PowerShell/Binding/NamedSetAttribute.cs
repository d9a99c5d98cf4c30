using System.Collections;
using System.Management.Automation;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes a set of points as <see cref="SetAttribute"/> reads it, or a hashtable of bounds by the names of coordinates.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamedSetAttribute : CellAttribute
{
    private protected override object? Read(object? value) => value switch
    {
        SetChoice choice => choice,
        IDictionary named => new SetChoice(named),
        _ => SetAttribute.SetOf(value) is { } set ? new SetChoice(set) : throw new ArgumentTransformationMetadataException(
            $"'{value}' is not a set: give bounds as text, such as 0..1, or by name, as in @{{ a = '0..'; b = 2 }}, or a simplex or ball."),
    };
}
