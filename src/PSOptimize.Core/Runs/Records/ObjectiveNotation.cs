using System.Text.Json.Nodes;
using PSOptimize.Objectives;

namespace PSOptimize.Runs.Records;

/// <summary>What can be said of an objective in a text: its names, the test problem that it is, the script that it was made of.</summary>
internal static class ObjectiveNotation
{
    /// <summary>The record of an objective.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="dimension">The number of coordinates of the run.</param>
    public static JsonObject Write(Objective objective, int dimension) => new()
    {
        ["name"] = objective.Name,
        ["problem"] = objective.Parts.OfType<StoredObjective>().FirstOrDefault()?.ProblemName ?? objective.Problem?.Name,
        ["script"] = objective.Script,
        ["dimension"] = dimension,
        ["coordinates"] = new JsonArray([.. objective.CoordinateNames]),
        ["metrics"] = new JsonArray([.. objective.MetricNames]),
        ["ranking"] = objective.RankingMetric,
        ["rankingIncreases"] = objective.RankingIncreases,
    };

    /// <summary>What stands for the objective of a record, and the test problem that it names, if there is one.</summary>
    public static (Objective Stored, Objective? Found) Read(JsonObject source)
    {
        var (name, dimension) = (Text("name"), StoredParts.Value<int>(source, "dimension"));
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        var problem = (string?)source["problem"];
        var stored = new StoredObjective(
            name, dimension, Texts("coordinates"), Texts("metrics"),
            (Text("ranking"), StoredParts.Value<bool>(source, "rankingIncreases")), Text("script"), problem);
        return (stored, Problem(problem, dimension)?.Objective.WithName(name));

        string Text(string part) => StoredParts.Value<string>(source, part);
        string[] Texts(string part) => [.. StoredParts.Part(source, part).AsArray().Select(item => item!.GetValue<string>())];
    }

    private static TestProblem? Problem(string? name, int dimension)
    {
        if (name is null || TestProblems.Find(name) is not { } family) return null;
        if (family.Default.Dimension == dimension) return family.Default;
        return family.Find(nameof(TestProblem.Dimension)) is null ? null
            : family.Create([KeyValuePair.Create<string, object?>(nameof(TestProblem.Dimension), dimension)]);
    }
}
