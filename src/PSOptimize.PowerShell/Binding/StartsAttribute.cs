using System.Collections;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes starts: points as <see cref="PointsAttribute"/> reads them, or hashtables of coordinates by name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StartsAttribute : OneOrSeveralAttribute<StartChoice>
{
    private protected override StartChoice? One(object? value) => value switch
    {
        StartChoice choice => choice,
        IDictionary named => new StartChoice(named),
        _ => PointsAttribute.PointOf(value) is { } point ? new StartChoice(point) : null,
    };
}
