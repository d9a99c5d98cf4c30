using System.Collections;
using System.Globalization;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>A start as a user may give it: the numbers of its coordinates in their order, or by their names.</summary>
public sealed class StartChoice
{
    private readonly Vector? _point;
    private readonly IDictionary? _named;

    internal StartChoice(Vector point) => _point = point;

    internal StartChoice(IDictionary named) => _named = named;

    /// <summary>The point, in the order of the coordinates of these objectives.</summary>
    internal Vector For(IReadOnlyList<Objective> objectives)
    {
        if (_point is not null) return _point;
        var (values, names) = (NamedCoordinates.InOrder(_named!, objectives, "Start"), objectives[0].CoordinateNames);
        return Vector.Init(values.Length, i => InvariantNumber.TryRead(values[i], out var number) ? number
            : throw new ArgumentException(values[i] is null
                ? $"-Start lacks the coordinate {names[i]}: give one number for each of {string.Join(", ", names)}."
                : string.Create(CultureInfo.InvariantCulture, $"-Start of {names[i]} is '{values[i]}': it must be a number.")));
    }

    /// <summary>The point, or the names with their values.</summary>
    public override string ToString() => _point?.ToString()
        ?? string.Join("; ", _named!.Cast<DictionaryEntry>().Select(entry => $"{entry.Key} = {entry.Value}"));
}
