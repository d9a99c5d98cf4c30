using System.Collections;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>A set as a user may give it: as one, or as bounds of coordinates by their names; a number fixes its coordinate.</summary>
public sealed class SetChoice
{
    private readonly Projection? _set;
    private readonly IDictionary? _named;

    internal SetChoice(Projection set) => _set = set;

    internal SetChoice(IDictionary named) => _named = named;

    /// <summary>The set, in the order of the coordinates of these objectives.</summary>
    internal Projection For(IReadOnlyList<Objective> objectives)
    {
        if (_set is not null) return _set;
        var values = NamedCoordinates.InOrder(_named!, objectives, "Within");
        Box[] bounds = [.. values.Select((value, i) => BoundsOf(value, objectives[0].CoordinateNames[i]))];
        return new Box(Vector.OfSeq(bounds.Select(pair => pair.Lower[0])), Vector.OfSeq(bounds.Select(pair => pair.Upper[0])));
    }

    private static Box BoundsOf(object? value, string name)
    {
        if (value is null) return Box.Unbounded;
        if (InvariantNumber.TryRead(value, out var number)) return Box.Of(number, number);
        try
        {
            if (value is string text && Box.Parse(text) is { Lower.Count: 1 } pair) return pair;
        }
        catch (ArgumentException)
        {
            // Its bounds are crossed, and the sentence below has the name.
        }
        throw new ArgumentException($"-Within of {name} is '{value}': write lower..upper, the lower one first, or a number that fixes it.");
    }

    /// <summary>The set, or the names with their bounds.</summary>
    public override string ToString() => _set?.ToString()
        ?? string.Join("; ", _named!.Cast<DictionaryEntry>().Select(entry => $"{entry.Key} = {entry.Value}"));
}
