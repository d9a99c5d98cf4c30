namespace PSOptimize.Binding;

/// <summary>The name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest single-letter edits from the given one.</summary>
    public static string Of(string given, IEnumerable<string> known) =>
        known.MinBy(name => Distance(given, name))!;

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
