using System.Globalization;
using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Schedules;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>
/// Names for runs on one objective: the label of the method, and what distinguishes runs with the same label: rate, other hyperparameters,
/// start, seed, and if nothing of that does, a number.
/// </summary>
internal static class TrackNames
{
    private const int LongestPoint = 3;
    private const string Rate = "LearningRate";

    public static IReadOnlyList<string> ForRuns(IReadOnlyList<Run> runs)
    {
        var names = runs.Select(run => run.Method.Label).ToArray();
        foreach (var factor in Factors(runs).Skip(1))
        {
            foreach (var group in Same(names))
            {
                if (group.Select(i => factor.LevelOf[i]).Distinct().Count() < 2) continue;
                foreach (var i in group)
                    if (factor.Levels[factor.LevelOf[i]] is { Length: > 0 } text) names[i] += (text[0] == '#' ? " " : ", ") + text;
            }
        }
        return names;
    }

    /// <summary>What can distinguish runs; first the method, last a number for runs that are alike in all else.</summary>
    public static IReadOnlyList<Factor> Factors(IReadOnlyList<Run> runs)
    {
        List<Factor> factors = [Factor.Of("method", [.. runs.Select(run => (run.Method.Label, (double?)null))])];
        var parameters = runs.Select(run => run.Method).Distinct(ReferenceEqualityComparer.Instance).Cast<Method>()
            .SelectMany(method => Parameter.Of(method)).Select(parameter => parameter.Name).Distinct();
        foreach (var name in parameters.OrderBy(name => name != Rate))
            factors.Add(Factor.Of(name == Rate ? "rate" : name, [.. runs.Select(run => Setting(run.Method, name))]));
        var starts = runs.Select(run => run.Start).Distinct().ToList();
        factors.Add(Factor.Of("start", [.. runs.Select(run => (Start(run.Start, starts), (double?)null))]));
        factors.Add(Factor.Of("seed", [.. runs.Select(run => Seed(run.State.Key))]));

        var copies = new Dictionary<string, int>();
        factors.Add(Factor.Of("number", [.. runs.Select((_, i) =>
        {
            var rest = string.Join(' ', factors.Select(factor => factor.LevelOf[i]));
            copies[rest] = copies.GetValueOrDefault(rest) + 1;
            return (string.Create(CultureInfo.InvariantCulture, $"#{copies[rest]}"), (double?)copies[rest]);
        })]));
        return factors;
    }

    private static (string Text, double? Number) Setting(Method method, string name)
    {
        if (Parameter.Find(method, name) is not { } parameter) return ("", null);
        var shown = name == Rate ? "rate" : name;
        return parameter.ValueOf(method) switch
        {
            ConstantSchedule { Value: var rate } => Numbered(rate),
            double number => Numbered(number),
            int number => Numbered(number),
            null => ("", null),
            var other => ($"{shown} {other}", null),
        };

        (string, double?) Numbered(double number) => (string.Create(CultureInfo.InvariantCulture, $"{shown} {number:G6}"), number);
    }

    private static string Start(Vector start, List<Vector> all) => start.Count <= LongestPoint
        ? "from " + start.Map(Rounded)
        : string.Create(CultureInfo.InvariantCulture, $"start {all.IndexOf(start) + 1}");

    private static (string Text, double? Number) Seed(Key key) => unchecked((long)key.Low) is var seed && Key.FromSeed(seed) == key
        ? (string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), seed)
        : ("", null);

    private static double Rounded(double x) =>
        double.Parse(x.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int[][] Same(string[] names) =>
        [.. Enumerable.Range(0, names.Length).GroupBy(i => names[i]).Where(group => group.Count() > 1).Select(group => group.ToArray())];
}
