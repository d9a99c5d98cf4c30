using System.Text.RegularExpressions;

namespace PSOptimize.Tests;

public partial class HouseTests
{
    /// <summary>The rooms of the core from the ground up: each may import only rooms below it.</summary>
    private static readonly string[] Floors =
    [
        "Checks", "Vectors", "Catalogues", "Randomness", "Schedules", "Differentiation", "Constraints", "Stopping", "Objectives", "Methods",
        "Runs", "Pictures",
    ];

    private static readonly string Core = Path.Combine(Repository.Root, "src", "PSOptimize.Core");

    public static TheoryData<string> Rooms =>
    [
        .. Directory.GetDirectories(Core).Select(Path.GetFileName).OfType<string>().Where(name => name is not ("bin" or "obj")),
    ];

    [GeneratedRegex(@"PSOptimize\.(?<room>\w+)|(?<![\w.])(?<room>[A-Z]\w+)\.[A-Z]")]
    private static partial Regex Mention();

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_imports_only_rooms_below_it(string room)
    {
        var floor = Array.IndexOf(Floors, room);
        Assert.True(floor >= 0, $"{room} is a new room: give it a floor in this test and in ARCHITECTURE.md.");
        var above = Floors[(floor + 1)..];
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Core, room), "*.cs", SearchOption.AllDirectories))
            foreach (var (line, number) in File.ReadLines(file).Select((line, index) => (line, index + 1)))
                if (!line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                    foreach (Match mention in Mention().Matches(line))
                        Assert.False(above.Contains(mention.Groups["room"].Value), $"{file}:{number} reaches up to {mention.Groups["room"].Value}: {line.Trim()}");
    }

    [Fact]
    public void The_mention_of_a_room_is_recognised()
    {
        string[] Found(string line) => [.. Mention().Matches(line).Select(match => match.Groups["room"].Value)];
        Assert.Contains("Runs", Found("using PSOptimize.Runs;"));
        Assert.Contains("Methods", Found("using PSOptimize.Methods.FirstOrder;"));
        Assert.Contains("Runs", Found("    Runs.Trajectory rows = null!;"));
        Assert.Contains("Runs", Found("    PSOptimize.Runs.Trajectory rows = null!;"));
        Assert.DoesNotContain("Points", Found("    request.Points.Count;"));
    }
}
