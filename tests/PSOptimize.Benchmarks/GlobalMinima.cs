using System.Globalization;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.Global;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Benchmarks;

/// <summary>How often the global methods find the lowest of many minima, and in how many evaluations, beside SciPy.</summary>
internal static class GlobalMinima
{
    private const int Seeds = 10;
    private const long Budget = 20_000;
    private const double Tolerance = 1e-6;
    private static readonly string[] Peers = ["dual_annealing", "basinhopping", "differential_evolution", "direct"];

    private static readonly (string Name, TestProblem Problem)[] Problems =
    [
        ("Branin", TestProblems.Branin()), ("GoldsteinPrice", TestProblems.GoldsteinPrice()),
        ("SixHumpCamel", TestProblems.SixHumpCamel()), ("Hartmann3", TestProblems.Hartmann3()), ("Hartmann6", TestProblems.Hartmann6()),
        ("Shekel 5", TestProblems.Shekel(5)), ("Shekel 7", TestProblems.Shekel(7)), ("Shekel 10", TestProblems.Shekel(10)),
        ("StyblinskiTang 5", TestProblems.StyblinskiTang(5)), ("Rastrigin 2", TestProblems.Rastrigin(2)),
        ("Rastrigin 5", TestProblems.Rastrigin(5)), ("Ackley 2", TestProblems.Ackley(2)), ("Ackley 5", TestProblems.Ackley(5)),
        ("Griewank 2", TestProblems.Griewank(2)), ("Levy 2", TestProblems.Levy(2)), ("Levy 5", TestProblems.Levy(5)),
    ];

    /// <summary>Writes the page for the chosen methods, or for all if none is given.</summary>
    public static void Write(TextWriter output, IReadOnlyCollection<string> chosen)
    {
        var peers = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Peers", "global_minima.csv")).Skip(1)
            .Select(line => line.Split(',')).ToLookup(cells => (cells[0], cells[1]), cells => new Found(
                double.Parse(cells[3], CultureInfo.InvariantCulture), long.Parse(cells[4], CultureInfo.InvariantCulture)));
        Method[] methods =
        [
            .. Method.Catalogue.All.Select(entry => entry.Default)
                .Where(method => method is GlobalMethod or DIRECT or CMAES or DifferentialEvolution)
                .Where(method => chosen.Count == 0 || chosen.Contains(method.Name, StringComparer.OrdinalIgnoreCase)),
        ];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            # The lowest of many minima

            Each cell: the share of {Seeds} runs that found the global minimum to {Tolerance} of its size (or of 1), and the median of the
            evaluations that the runs took until they ended by themselves, at most {Budget:N0}. All settings are defaults and the customary
            domains are the bounds; run k has the seed k and begins at a point drawn uniformly from the domain. Gradients are differences,
            whose evaluations count, unless the row says that they are exact; then value and gradient count as one. SciPy 1.10 with its
            defaults, values alone, 20 runs without a budget (`tests/PSOptimize.Benchmarks/Peers/global_minima.py`, whose figures are
            carried over); its basinhopping takes no bounds.

            Made by `dotnet run -c Release --project tests/PSOptimize.Benchmarks -- global-minima > docs/global-minima.md`; the same numbers
            every time.

            ## Few minima

            """));
        var rows = methods.Select(method => (method.Name, Runs(method, exact: false)))
            .Concat(methods.OfType<GlobalMethod>().Select(method => ($"*{method.Name}, exact gradients*", Runs(method, exact: true))))
            .Concat(Peers.Select(peer => ($"*SciPy {peer}*", Problems.Select(problem => peers[(problem.Name, peer)]))))
            .ToList();
        foreach (var part in Problems.Index().Chunk(8))
        {
            if (part[0].Index > 0) output.WriteLine("\n## Many minima\n");
            output.WriteLine("| method | " + string.Join(" | ", part.Select(one => one.Item.Name)) + " |");
            output.WriteLine("|---|" + string.Concat(part.Select(_ => "---:|")));
            foreach (var (name, found) in rows)
                output.WriteLine($"| {name} | " + string.Join(" | ", part.Select(one => Cell(one.Item.Problem, found.ElementAt(one.Index))))
                    + " |");
        }
    }

    private static IEnumerable<IEnumerable<Found>> Runs(Method method, bool exact) =>
        [.. Problems.Select(problem => Runs(method, problem.Problem, exact))];

    private static IEnumerable<Found> Runs(Method method, TestProblem test, bool exact)
    {
        var box = new Box(test.Lower, test.Upper);
        var objective = exact ? test.Objective : Objective.FromValue(test.Name, test.Dimension, test.Objective.Value);
        return [.. Enumerable.Range(1, Seeds).AsParallel().AsOrdered().Select(seed =>
        {
            var key = Key.FromSeed(seed);
            var start = test.Lower + box.Width.Times(key.Fold(-1).Uniforms(test.Dimension));
            var options = new RunOptions { Stop = StopRule.Evaluations(Budget), TraceEvery = 0, Key = key };
            var run = Optimizer.Run(Problem.Of(objective).KeptWithin(box), method, start, options);
            return new Found(run.Value, run.Evaluations);
        })];
    }

    private static string Cell(TestProblem problem, IEnumerable<Found> found)
    {
        var runs = found.ToList();
        var good = runs.Count(run => run.Value - problem.Minimum <= Tolerance * Math.Max(1, Math.Abs(problem.Minimum)));
        var median = runs.Select(run => run.Evaluations).Order().ElementAt((runs.Count - 1) / 2);
        return string.Create(CultureInfo.InvariantCulture, $"{100 * good / runs.Count} %, {median:N0}");
    }

    private sealed record Found(double Value, long Evaluations);
}
