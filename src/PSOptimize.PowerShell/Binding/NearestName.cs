namespace PSOptimize.Binding;

/// <summary>The name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The question whether a known name was meant; empty if none is near.</summary>
    public static string Question(string given, IEnumerable<string> known) =>
        Near(given, known) is { } name ? $" Did you mean {name}?" : "";

    /// <summary>
    /// The known name that the given one abbreviates, or the one with the fewest single-letter edits, if they are at most a third of its
    /// letters; null if none is near.
    /// </summary>
    public static string? Near(string given, IEnumerable<string> known)
    {
        string[] names = [.. known];
        if (given.Length >= 3 && Array.Find(names, name => name.StartsWith(given, StringComparison.OrdinalIgnoreCase)) is { } longer)
            return longer;
        return names.MinBy(name => Distance(given, name)) is { } nearest && Distance(given, nearest) <= Math.Max(1, given.Length / 3)
            ? nearest : null;
    }

    /// <summary>
    /// The insertions, deletions and replacements between two words in any case (Levenshtein 1966; computed row by row as in Wagner and
    /// Fischer 1974).
    /// </summary>
    public static int Distance(string first, string second)
    {
        (first, second) = (first.ToUpperInvariant(), second.ToUpperInvariant());
        int[] row = [.. Enumerable.Range(0, second.Length + 1)];
        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var replaced = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
