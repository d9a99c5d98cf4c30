using System.Globalization;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>Names for runs on one objective: the label of the method, and what distinguishes runs with the same label.</summary>
internal static class TrackNames
{
    public static IReadOnlyList<string> ForRuns(IReadOnlyList<Run> runs)
    {
        var names = runs.Select(run => run.Method.Label).ToArray();
        Distinguish(names, runs, run => "rate " + run.Trajectory[0].LearningRate.ToString("G4", CultureInfo.InvariantCulture));
        Distinguish(names, runs, run => run.Start.Count <= 3 ? "from " + run.Start.Map(Rounded) : "");
        foreach (var group in Same(names))
            for (var i = 0; i < group.Length; i++)
                names[group[i]] += string.Create(CultureInfo.InvariantCulture, $" #{i + 1}");
        return names;
    }

    private static double Rounded(double x) =>
        double.Parse(x.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Appends a trait to runs of the same name if they differ in it.</summary>
    private static void Distinguish(string[] names, IReadOnlyList<Run> runs, Func<Run, string> trait)
    {
        foreach (var group in Same(names))
        {
            var traits = group.Select(i => trait(runs[i])).ToArray();
            if (traits.Distinct().Count() < 2) continue;
            for (var i = 0; i < group.Length; i++) names[group[i]] += ", " + traits[i];
        }
    }

    private static int[][] Same(string[] names) =>
        [.. Enumerable.Range(0, names.Length).GroupBy(i => names[i]).Where(group => group.Count() > 1).Select(group => group.ToArray())];
}
