using System.Globalization;

namespace PSOptimize.Pictures;

/// <summary>
/// Gives the runs of a scene looks that tell them apart: the colour shows the first thing in which they differ, usually the method, shade
/// and dashes the others. Runs for which there are not enough looks share one with those that differ from them in the least important
/// things only, and the legend says how many they are.
/// </summary>
internal sealed class Looks
{
    /// <summary>The number of colours that can be told apart in five shades; black and white cannot.</summary>
    private const int Hues = 6;

    /// <summary>The most runs whose legend has an entry for each.</summary>
    private const int MostEntries = 12;

    private Looks(IReadOnlyList<Look> ofRuns, IReadOnlyList<LegendRow> legend, string note) =>
        (OfRuns, Legend, Note) = (ofRuns, legend, note);

    /// <summary>The look of each run.</summary>
    public IReadOnlyList<Look> OfRuns { get; }

    /// <summary>The legend; each of its rows has every run in one of its entries.</summary>
    public IReadOnlyList<LegendRow> Legend { get; }

    /// <summary>Which runs share a look; empty if each has its own.</summary>
    public string Note { get; }

    /// <summary>Gives looks to runs.</summary>
    /// <param name="names">The names of the runs.</param>
    /// <param name="all">What can distinguish them, the most important first.</param>
    /// <param name="hues">The colours that levels have in earlier scenes, so that a method has the same colour in all.</param>
    public static Looks Of(IReadOnlyList<string> names, IReadOnlyList<Factor> all, Dictionary<string, int> hues)
    {
        var factors = Telling(all);
        for (var count = factors.Count; count > 0; count--)
        {
            Factor[] shown = [.. factors.Take(count)];
            var groups = Grouped(shown);
            if (Assign(shown, groups, hues) is not { } looks) continue;
            var ofRuns = new Look[names.Count];
            for (var g = 0; g < groups.Count; g++) foreach (var run in groups[g]) ofRuns[run] = looks[g];
            var isWhole = count == factors.Count;
            return new Looks(ofRuns, Crossed(shown, groups, looks) ?? [new LegendRow("", [.. groups.Select((group, g) =>
                new LegendEntry(isWhole ? names[group[0]] : NameOf(shown, group), looks[g], group))])], NoteOf(factors.Skip(count)));
        }
        var one = new Look(0, 0, 0);
        int[] everyone = [.. Enumerable.Range(0, names.Count)];
        return new Looks([.. everyone.Select(_ => one)], [new LegendRow("", [new LegendEntry(NameOf([], everyone), one, everyone)])],
            NoteOf(factors));
    }

    /// <summary>Groups of runs that differ in nothing, or if these are too many, in the last factors only.</summary>
    /// <param name="names">The names of the runs.</param>
    /// <param name="all">What can distinguish them, the most important first.</param>
    /// <param name="most">The most groups.</param>
    public static (IReadOnlyList<(string Name, int[] Runs)> Groups, string Note) Grouping(
        IReadOnlyList<string> names, IReadOnlyList<Factor> all, int most)
    {
        var factors = Telling(all);
        for (var count = factors.Count; count > 0; count--)
        {
            Factor[] shown = [.. factors.Take(count)];
            var groups = Grouped(shown);
            if (groups.Count > most) continue;
            var isWhole = count == factors.Count;
            return ([.. groups.Select(group => (isWhole ? names[group[0]] : NameOf(shown, group), group))], NoteOf(factors.Skip(count)));
        }
        int[] everyone = [.. Enumerable.Range(0, names.Count)];
        return ([(NameOf([], everyone), everyone)], NoteOf(factors));
    }

    /// <summary>The factors that say more than those before them: not seeds, if each run also has a start of its own.</summary>
    private static List<Factor> Telling(IReadOnlyList<Factor> all)
    {
        List<Factor> telling = [];
        foreach (var factor in all)
        {
            if (Grouped([.. telling, factor]).Count > (telling.Count == 0 ? 1 : Grouped(telling).Count)) telling.Add(factor);
        }
        return telling.Count > 0 ? telling : [all[0]];
    }

    private static List<int[]> Grouped(IReadOnlyList<Factor> by) => [.. Enumerable.Range(0, by[0].LevelOf.Count)
        .GroupBy(i => string.Join(' ', by.Select(factor => factor.LevelOf[i]))).Select(group => group.ToArray())];

    private static string NameOf(Factor[] shown, int[] group)
    {
        var traits = shown.Select(factor => factor.Levels[factor.LevelOf[group[0]]]).Where(text => text.Length > 0);
        var count = string.Create(CultureInfo.InvariantCulture, $"{group.Length} runs");
        return shown.Length == 0 ? count : string.Join(", ", traits) + (group.Length > 1 ? $" ({count})" : "");
    }

    private static string NoteOf(IEnumerable<Factor> left) => left.ToArray() is { Length: > 0 } hidden
        ? $"Runs that differ only in {string.Join(" and ", hidden.Select(factor => factor.Name))} look alike."
        : "";

    /// <summary>A look for each group, no two alike; null if there are not enough.</summary>
    private static Look[]? Assign(Factor[] factors, List<int[]> groups, Dictionary<string, int> hues)
    {
        var first = factors[0];
        var within = Enumerable.Range(0, groups.Count).GroupBy(g => first.LevelOf[groups[g][0]]).ToDictionary(g => g.Key, g => g.ToList());
        var most = within.Values.Max(list => list.Count);
        // Each level of the first factor has a colour, if there are enough; in one colour, groups have shades and dashes.
        var palette = most == 1 ? Hues + 1 : Hues;
        if (first.Levels.Count <= palette && most <= Look.Shades * Look.Dashes)
        {
            var hue = first.Levels.Select(level => HueOf(level, hues) % palette).ToArray();
            if (hue.Distinct().Count() < hue.Length) hue = [.. Enumerable.Range(0, hue.Length)];
            return [.. groups.Select((group, g) =>
            {
                var level = first.LevelOf[group[0]];
                var (shade, dash) = Within(factors, group[0], within[level].IndexOf(g), within[level].Count);
                return new Look(hue[level], shade, dash);
            })];
        }
        return groups.Count <= (Hues + 1) * Look.Dashes
            ? [.. groups.Select((_, g) => new Look(g % (Hues + 1), 0, g / (Hues + 1)))]
            : null;
    }

    /// <summary>Shade and dashes of a group among those of one colour: by its levels, or if these are too many, by its number.</summary>
    private static (double Shade, int Dash) Within(Factor[] factors, int run, int index, int count) => factors switch
    {
        [_] => (0, 0),
        [_, { Levels.Count: <= Look.Dashes } only] =>
            (Look.ShadeOf(only.LevelOf[run], only.Levels.Count), only.LevelOf[run]),
        [_, { Levels.Count: <= Look.Shades } only] => (Look.ShadeOf(only.LevelOf[run], only.Levels.Count), 0),
        [_, { Levels.Count: <= Look.Shades } shaded, { Levels.Count: <= Look.Dashes } dashed] =>
            (Look.ShadeOf(shaded.LevelOf[run], shaded.Levels.Count), dashed.LevelOf[run]),
        [_, { Levels.Count: <= Look.Dashes } dashed, { Levels.Count: <= Look.Shades } shaded] =>
            (Look.ShadeOf(shaded.LevelOf[run], shaded.Levels.Count), dashed.LevelOf[run]),
        _ => (Look.ShadeOf(index % Look.Shades, Math.Min(count, Look.Shades)), index / Look.Shades),
    };

    /// <summary>
    /// A legend with a row for each factor, for many runs whose colour, shade and dashes are each the level of one factor; else null.
    /// </summary>
    private static List<LegendRow>? Crossed(Factor[] factors, List<int[]> groups, Look[] looks)
    {
        if (groups.Count <= MostEntries || factors.Length is not (2 or 3)) return null;
        List<LegendRow> rows = [];
        foreach (var factor in factors)
        {
            List<LegendEntry> entries = [];
            for (var level = 0; level < factor.Levels.Count; level++)
            {
                var own = Enumerable.Range(0, groups.Count).Where(g => factor.LevelOf[groups[g][0]] == level).ToArray();
                var isHue = factor == factors[0];
                double[] shades = [.. own.Select(g => looks[g].Shade).Distinct()];
                int[] dashes = [.. own.Select(g => looks[g].Dash).Distinct()];
                if (isHue ? own.Select(g => looks[g].Hue).Distinct().Count() > 1 : shades.Length > 1 && dashes.Length > 1) return null;
                var look = isHue ? new Look(looks[own[0]].Hue, 0, 0)
                    : new Look(-1, shades.Length == 1 ? shades[0] : 0, dashes.Length == 1 ? dashes[0] : 0);
                entries.Add(new LegendEntry(
                    factor.Levels[level] is { Length: > 0 } text ? text : "none", look, [.. own.SelectMany(g => groups[g]).Order()]));
            }
            rows.Add(new LegendRow(factor.Name, entries));
        }
        return rows;
    }

    private static int HueOf(string level, Dictionary<string, int> hues)
    {
        if (!hues.TryGetValue(level, out var hue)) hues[level] = hue = hues.Count;
        return hue;
    }
}
