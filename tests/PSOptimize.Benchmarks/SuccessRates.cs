using System.Globalization;
using PSOptimize.Constraints;
using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Benchmarks;

/// <summary>How often the methods without gradients find the minimum of the test problems, and in how many evaluations.</summary>
internal static class SuccessRates
{
    private const double Tolerance = 1e-3;
    private const long Budget = 100_000;
    private const long ShortBudget = 20_000;
    private const int Seeds = 20;
    private static readonly string[] Problems = ["Sphere", "Rosenbrock", "Rastrigin", "Ackley", "Griewank", "Levy", "StyblinskiTang"];

    /// <summary>Writes the page for the chosen methods, or for all if none is given.</summary>
    public static void Write(TextWriter output, IReadOnlyCollection<string> chosen)
    {
        Entry<Method>[] methods = [.. Method.Catalogue.All
            .Where(entry => entry.Default.Needs == Information.Value && entry.Default.Dimension == 0)
            .Where(entry => chosen.Count == 0 || chosen.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            # How often a method without gradients finds the minimum

            Each cell: the share of {Seeds} runs that came within {Tolerance} of the minimum in {ShortBudget:N0} evaluations, up to that in
            {Budget:N0} where that is more, and the median of the evaluations that the successful runs took. Every method has its default
            settings, and the domain of the problem for bounds; run k has the seed k and starts at a point drawn uniformly from the domain.
            The rates of AntitheticSearch, AugmentedRandomSearch and SPSA are meant to be set for the problem at hand; with the defaults,
            and where there are many minima, these three, NelderMead, PatternSearch, Powell, QuadraticInterpolation and the local
            RandomSearch find the one near their start. DIRECT begins in the middle of the domain, where Sphere, Rastrigin, Ackley and
            Griewank have theirs. Rosenbrock's function has a second minimum in 4 coordinates and more. A method that ends by itself
            before has not found it.

            Made by `dotnet run -c Release --project tests/PSOptimize.Benchmarks -- success-rates`; the same numbers every time.
            """));
        foreach (var dimension in (int[])[2, 10])
        {
            output.WriteLine($"\n## {dimension} coordinates\n");
            output.WriteLine("| method | " + string.Join(" | ", Problems) + " |");
            output.WriteLine("|---|" + string.Concat(Problems.Select(_ => "---:|")));
            foreach (var entry in methods)
                output.WriteLine($"| {entry.Name} | " + string.Join(" | ", Problems.Select(name => Cell(entry, name, dimension))) + " |");
        }
    }

    private static string Cell(Entry<Method> entry, string problemName, int dimension)
    {
        var problem = TestProblems.Find(problemName)!.Create([new("dimension", dimension)]);
        var box = new Box(problem.Lower, problem.Upper);
        var stop = StopRule.TargetValue(problem.Minimum + Tolerance).Or(StopRule.Evaluations(Budget));
        long[] needed = [.. Enumerable.Range(1, Seeds).AsParallel().Select(seed =>
        {
            var key = Key.FromSeed(seed);
            var start = problem.Lower + box.Width.Times(key.Fold(-1).Uniforms(dimension));
            var options = new RunOptions { Stop = stop, TraceEvery = 0, Key = key };
            var run = Optimizer.Run(Problem.Of(problem.Objective).KeptWithin(box), entry.Default, start, options);
            return run.Value <= problem.Minimum + Tolerance ? run.Evaluations : long.MaxValue;
        }).Order()];
        var found = needed.Count(evaluations => evaluations < long.MaxValue);
        var quick = needed.Count(evaluations => evaluations <= ShortBudget);
        return found == 0 ? "0 %"
            : (quick == found ? $"{Percent(found)} %" : $"{Percent(quick)}–{Percent(found)} %")
            + string.Create(CultureInfo.InvariantCulture, $", {needed[(found - 1) / 2]:N0}");
    }

    private static int Percent(int runs) => 100 * runs / Seeds;
}
