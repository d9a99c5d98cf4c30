using System.Collections;
using System.Management.Automation;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes points as <see cref="PointsAttribute"/> reads them, or as hashtables of coordinates by name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamedPointsAttribute : OneOrSeveralAttribute<PointChoice>
{
    private protected override PointChoice? One(object? value) => value switch
    {
        PointChoice choice => choice,
        IDictionary named => new PointChoice(named),
        _ when PointsAttribute.PointOf(value) is { } point => new PointChoice(point),
        string text => throw NoPoint($"'{text}' is no point: give one number per coordinate, with a decimal point, as in 0.1, 3."),
        _ => null,
    };

    /// <summary>The exception after which PowerShell offers an object from the pipeline to the other parameters.</summary>
    private static ArgumentTransformationMetadataException NoPoint(string why) => new(why, new PSInvalidCastException(why));
}
