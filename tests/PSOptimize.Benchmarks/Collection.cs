using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Benchmarks;

/// <summary>The problems of Moré, Garbow and Hillstrom from near and far starts, beside SciPy.</summary>
internal static class Collection
{
    private const long Budget = 10_000;
    private static readonly Method[] Methods = [new TrustRegionNewton(), new LBFGS(), new BFGS(), new ConjugateGradients()];
    private static readonly string[] Peers = ["BFGS", "L-BFGS-B"];

    public static void Write(TextWriter output)
    {
        var peers = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Peers", "more_garbow_hillstrom.csv")).Skip(1)
            .Select(line => line.Split(',')).ToLookup(cells => $"{cells[0]} {cells[1]}", cells => new Cell(
                double.Parse(cells[3], CultureInfo.InvariantCulture), long.Parse(cells[4], CultureInfo.InvariantCulture),
                cells[5] == "True" ? "ended" : "gave up"));
        var rows = (
            from problem in TestProblems.All.Select(entry => entry.Default).Append(TestProblems.PowellSingular(12))
            where problem.Residuals > 0
            let name = problem is { Name: nameof(TestProblems.PowellSingular), Dimension: > 4 } ? "ExtendedPowellSingular" : problem.Name
            orderby int.Parse(problem.Reference.Split("no. ")[1].Split(' ')[0], CultureInfo.InvariantCulture)
            from factor in (int[])[1, 10, 100]
            select new Row(
                name, problem, factor,
                [Default(problem, factor), .. Methods.Select(method => Run(method, problem, factor)), .. peers[$"{name} {factor}"]]))
            .ToList();
        output.WriteLine("# The problems of Moré, Garbow and Hillstrom\n");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            Each of the 35 problems of "Testing unconstrained optimization software" (1981) from its start times 1, 10 and 100, with all
            defaults and at most {Budget:N0} evaluations, beside SciPy 1.10 with its defaults and exact gradients
            (`tests/PSOptimize.Benchmarks/Peers/more_garbow_hillstrom.py`, whose figures are carried over). A cell has the number of
            evaluations; **bold** where the value agrees with a known minimum to a relative 1e-4, or to 1e-8. C: converged, S: stalled
            at rounding, B: budget exhausted, F: failed. JennrichSampson × 100 overflows at its start.

            Default is the method that is taken of a start alone: LevenbergMarquardt, since the problems are sums of squares; an evaluation
            has all residuals and their Jacobian. Of a function whose residuals are not known it is TrustRegionNewton if second derivatives
            are exact, and else LBFGS. A product of the Hessian and a vector counts as one evaluation, unless it comes with the value, so
            that TrustRegionNewton has n of them for each Hessian. An evaluation of all others has value and gradient.

            Made by `dotnet run -c Release --project tests/PSOptimize.Benchmarks -- more-garbow-hillstrom > docs/more-garbow-hillstrom.md`.

            """));
        var names = string.Join(
            " | ", ["default", .. Methods.Select(method => method.Name), .. Peers.Select(peer => $"SciPy {peer}")]);
        output.WriteLine($"| | {names} |");
        output.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---:|", 1 + Methods.Length + Peers.Length)));
        output.WriteLine($"| minima reached, of {rows.Count} | "
            + string.Join(" | ", Columns(rows, row => row.Count(IsReached))) + " |");
        output.WriteLine("| median of evaluations, all | "
            + string.Join(" | ", Columns(rows, row => Median(row.Select(Evaluations)))) + " |");
        output.WriteLine("| median where reached | "
            + string.Join(" | ", Columns(rows, row => Median(row.Where(IsReached).Select(Evaluations)))) + " |\n");
        output.WriteLine($"| problem | start | {names} |");
        output.WriteLine("|---|---:|" + string.Concat(Enumerable.Repeat("---:|", 1 + Methods.Length + Peers.Length)));
        foreach (var row in rows)
            output.WriteLine($"| {row.Name} | ×{row.Factor} | {string.Join(" | ", row.Cells.Select(cell => Text(row, cell)))} |");

        static bool IsReached((Row Row, Cell Cell) one) => one.Row.IsReached(one.Cell);
        static long Evaluations((Row Row, Cell Cell) one) => one.Cell.Evaluations;
    }

    private static IEnumerable<T> Columns<T>(List<Row> rows, Func<IEnumerable<(Row Row, Cell Cell)>, T> of) =>
        Enumerable.Range(0, 1 + Methods.Length + Peers.Length).Select(column => of(rows.Select(row => (row, row.Cells[column]))));

    private static long Median(IEnumerable<long> numbers) => numbers.Order().ToList() is var sorted ? sorted[(sorted.Count - 1) / 2] : 0;

    private static string Text(Row row, Cell cell)
    {
        var bold = row.IsReached(cell) ? "**" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{bold}{cell.Evaluations:N0}{bold} {cell.Outcome}");
    }

    private static Cell Default(TestProblem problem, double factor) =>
        Run(Recommendation.For(Problem.Of(problem.Objective), problem.Dimension).Method, problem, factor);

    private static Cell Run(Method method, TestProblem problem, double factor)
    {
        var options = new RunOptions { Stop = StopRule.Evaluations(Budget), TraceEvery = 0 };
        var run = Optimizer.Run(problem.Objective, method, factor * problem.Start, options);
        return new Cell(run.Value, run.Evaluations, run.Outcome.Kind.ToString()[..1]);
    }

    private sealed record Cell(double Value, long Evaluations, string Outcome);

    private sealed record Row(string Name, TestProblem Problem, int Factor, Cell[] Cells)
    {
        public bool IsReached(Cell cell) => Problem.OtherMinima.AsSeq().Append(Problem.Minimum).Any(minimum =>
            Math.Abs(cell.Value - minimum) <= 1e-4 * Math.Abs(minimum) + 1e-8);
    }
}
