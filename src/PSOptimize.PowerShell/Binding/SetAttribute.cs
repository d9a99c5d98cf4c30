using System.Collections;
using System.Management.Automation;
using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes a set of points: a set, or the text of a box such as 0..1 or "0..2 -1..1", also as several texts.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SetAttribute : CellAttribute
{
    private protected override object? Read(object? value) => SetOf(value);

    /// <summary>The set that a value stands for; null if it stands for none.</summary>
    internal static Projection? SetOf(object? value)
    {
        if (value is IList { Count: > 0 } list && list.Cast<object?>().All(item => item.Unwrap() is string))
            value = string.Join(' ', list.Cast<object?>().Select(item => item.Unwrap()));
        if (value is not string text) return value as Projection;
        try
        {
            return Box.Parse(text);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentTransformationMetadataException(ArgumentSentence.Of(error), error);
        }
    }
}
