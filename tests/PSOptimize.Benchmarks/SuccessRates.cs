using System.Globalization;
using System.Text;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Benchmarks;

/// <summary>How often the methods without gradients find the minimum of the test problems, and how long it takes them.</summary>
internal static class SuccessRates
{
    private const double Tolerance = 1e-3;
    private const long Budget = 100_000;
    private const long ShortBudget = 20_000;
    private const int Seeds = 20;
    private static readonly string[] Problems = ["Sphere", "Rosenbrock", "Rastrigin", "Ackley", "Griewank", "Levy", "StyblinskiTang"];

    /// <summary>Writes the table; the arguments, where given, choose methods.</summary>
    public static void Write(TextWriter output, IReadOnlyCollection<string> chosen)
    {
        var methods = MethodCatalogue.All
            .Where(entry => entry.Default.Wants == Wants.Value && entry.Hyperparameters.Any(parameter => parameter.Name == "Bounds"))
            .Where(entry => entry.Default.Dimension == 0)
            .Where(entry => chosen.Count == 0 || chosen.Contains(entry.Name, StringComparer.OrdinalIgnoreCase));
        foreach (var dimension in (int[])[2, 10])
        {
            output.WriteLine($"\n## {dimension} dimensions\n");
            output.WriteLine("| Method | " + string.Join(" | ", Problems) + " |");
            output.WriteLine("| --- |" + string.Concat(Problems.Select(_ => " ---: |")));
            foreach (var entry in methods)
                output.WriteLine($"| {entry.Name} | " + string.Join(" | ", Problems.AsParallel().AsOrdered().Select(name => Cell(entry, name, dimension))) + " |");
        }
    }

    /// <summary>Successes within the short and the long budget in percent, and the median evaluations of the successful runs.</summary>
    private static string Cell(MethodEntry entry, string problemName, int dimension)
    {
        var problem = TestProblems.Find(problemName)!.Create([new("dimension", dimension)]);
        var box = new Box(problem.Lower, problem.Upper);
        var method = entry.Create([new("Bounds", box)]);
        var stop = StopRule.TargetValue(problem.Minimum + Tolerance).Or(StopRule.Evaluations(Budget));
        long[] needed = [.. Enumerable.Range(1, Seeds).Select(seed =>
        {
            var key = Key.FromSeed(seed);
            var start = problem.Lower + box.Width.Times(key.Fold(-1).Uniforms(dimension));
            var run = Optimizer.Run(problem.Objective, method, start, new RunOptions { Stop = stop, TraceEvery = 0, Key = key });
            return run.Value <= problem.Minimum + Tolerance ? run.Evaluations : long.MaxValue;
        }).Order()];
        var successes = needed.Count(evaluations => evaluations < long.MaxValue);
        var quick = needed.Count(evaluations => evaluations <= ShortBudget);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{100 * quick / Seeds} / {100 * successes / Seeds} %");
        if (successes > 0) text.Append(CultureInfo.InvariantCulture, $", {needed[(successes - 1) / 2]}");
        return text.ToString();
    }
}
