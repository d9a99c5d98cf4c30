using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>A point as a user may give it: the numbers of its coordinates in their order, or by their names.</summary>
public sealed class PointChoice
{
    private readonly Vector? _point;
    private readonly IDictionary? _named;

    internal PointChoice(Vector point) => _point = point;

    internal PointChoice(IDictionary named) => _named = named;

    /// <summary>The names of the coordinates in their order, or by the alphabet if the table has none; empty without names.</summary>
    internal IReadOnlyList<string> Names => _named switch
    {
        null => [],
        OrderedDictionary => [.. _named.Keys.Cast<object>().Select(key => $"{key}")],
        _ => [.. _named.Keys.Cast<object>().Select(key => $"{key}").Order(StringComparer.OrdinalIgnoreCase)],
    };

    /// <summary>The point, in the order of the coordinates of these objectives.</summary>
    /// <param name="objectives">The objectives, whose coordinates must have the same names.</param>
    /// <param name="parameter">The parameter that takes the point, for messages.</param>
    /// <exception cref="ArgumentException">A coordinate is missing, unknown, or no number.</exception>
    internal Vector For(IReadOnlyList<Objective> objectives, string parameter = "Start")
    {
        if (_point is not null) return _point;
        var (values, names) = (NamedCoordinates.InOrder(_named!, objectives, parameter), objectives[0].CoordinateNames);
        return Vector.Init(values.Length, i => InvariantNumber.TryRead(values[i], out var number) ? number
            : throw new ArgumentException(values[i] is null
                ? $"-{parameter} lacks the coordinate {names[i]}: give one number for each of {string.Join(", ", names)}."
                : string.Create(CultureInfo.InvariantCulture, $"-{parameter} of {names[i]} is '{values[i]}': it must be a number.")));
    }

    /// <summary>The point, or the names with their values.</summary>
    public override string ToString() => _point?.ToString()
        ?? string.Join("; ", _named!.Cast<DictionaryEntry>().Select(entry => $"{entry.Key} = {entry.Value}"));
}
