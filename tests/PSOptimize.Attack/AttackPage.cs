using System.Globalization;

namespace PSOptimize.Attack;

/// <summary>The page of the figures of the long attack.</summary>
internal static class AttackPage
{
    private static readonly string Path = Repository.File("docs", "attack.md");

    private static readonly Lock Gate = new();

    /// <summary>Writes the line of a part in place of its last one.</summary>
    /// <param name="part">The part.</param>
    /// <param name="what">What was tried.</param>
    /// <param name="result">What it came to.</param>
    public static void Write(string part, string what, string result)
    {
        lock (Gate)
        {
            var begin = $"| {part} |";
            var line = string.Create(CultureInfo.InvariantCulture, $"{begin} {what} | {Extent.Seed} | {result} |");
            var lines = File.ReadAllLines(Path).ToList();
            var old = lines.FindIndex(each => each.StartsWith(begin, StringComparison.Ordinal));
            if (old >= 0) lines[old] = line;
            else lines.Insert(1 + lines.FindLastIndex(each => each.StartsWith('|')), line);
            File.WriteAllLines(Path, lines);
        }
    }
}
