namespace PSOptimize.Pictures;

/// <summary>Something in which the runs of a scene differ: the method, its rate, the start, ….</summary>
/// <param name="Name">For example <c>rate</c>.</param>
/// <param name="Levels">What there is of it, as words for names; numbers ascend.</param>
/// <param name="LevelOf">The index of the level of each run.</param>
internal sealed record Factor(string Name, IReadOnlyList<string> Levels, IReadOnlyList<int> LevelOf)
{
    /// <summary>Makes a factor of the text and perhaps the number that each run has for it.</summary>
    public static Factor Of(string name, IReadOnlyList<(string Text, double? Number)> traits)
    {
        var distinct = traits.Distinct().ToList();
        if (distinct.TrueForAll(trait => trait.Number is not null)) distinct = [.. distinct.OrderBy(trait => trait.Number)];
        return new Factor(name, [.. distinct.Select(trait => trait.Text)], [.. traits.Select(trait => distinct.IndexOf(trait))]);
    }
}
