using System.Globalization;
using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Grids;

/// <summary>What sets the runs of one command apart, in words: <c>rate 0.05, from [0.1 3], seed 2</c>.</summary>
internal static class Differences
{
    /// <summary>The runs, each with what differs. The method is not among it, since tables show it anyway.</summary>
    public static IReadOnlyList<GridRun> Named(IReadOnlyList<GridRun> runs)
    {
        if (runs.Count < 2) return runs;
        var words = Of([.. runs.Select(run => (run.Problem, run.Method, run.Start, run.Provenance))]);
        return [.. runs.Select((run, i) => run with { Differs = words[i] })];
    }

    /// <summary>What differs among runs, one text each; empty if there is only one, or if nothing but their methods differs.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Run> runs) =>
        Of([.. runs.Select(run => (run.Problem, run.Method, run.Start, run.Provenance))]);

    private static IReadOnlyList<string> Of(IReadOnlyList<(Problem Problem, Method Method, Vector Start, Provenance Provenance)> runs)
    {
        if (runs.Count < 2) return [.. runs.Select(_ => "")];
        var parts = new List<string>[runs.Count];
        for (var i = 0; i < parts.Length; i++) parts[i] = [];
        Add(run => run.Problem.Objective.Name);
        foreach (var name in runs.SelectMany(run => run.Provenance.Given).Distinct(StringComparer.OrdinalIgnoreCase))
            if (name != "Label") Add(run => Setting(run.Method, name));
        Add(run => $"from {ShortText.Of(run.Start)}");
        Add(run => run.Provenance.Seed is { } seed ? string.Create(CultureInfo.InvariantCulture, $"seed {seed}") : "");
        foreach (var name in runs.SelectMany(run => run.Provenance.Row.Select(cell => cell.Key)).Distinct(StringComparer.OrdinalIgnoreCase))
            Add(run => $"{name} "
                + run.Provenance.Row.FirstOrDefault(cell => cell.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value);
        // If their methods alone differ, there is nothing to add to the tables' own columns.
        if (parts.All(words => words.Count == 0) && runs.DistinctBy(run => run.Method.Label).Count() == runs.Count)
            return [.. runs.Select(_ => "")];
        return [.. parts.Select((words, i) => words.Count > 0 ? string.Join(", ", words) : $"run {i + 1}")];

        void Add(Func<(Problem Problem, Method Method, Vector Start, Provenance Provenance), string> word)
        {
            string[] words = [.. runs.Select(word)];
            if (words.Distinct().Count() < 2) return;
            for (var i = 0; i < words.Length; i++)
                if (words[i].Length > 0) parts[i].Add(words[i]);
        }
    }

    private static string Setting(Method method, string name)
    {
        if (Parameter.Find(method, name)?.ValueOf(method) is not { } value) return "";
        var word = name == nameof(FirstOrderMethod.LearningRate) ? "rate" : name;
        return string.Create(CultureInfo.InvariantCulture, $"{word} {value}");
    }
}
