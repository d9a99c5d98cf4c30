using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Methods.Constrained;
using PSOptimize.Methods.Curvature;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Benchmarks;

/// <summary>The problems of Hock and Schittkowski by the two ways to constraints.</summary>
internal static class ConstrainedProblems
{
    private const long Budget = 10_000;
    private static readonly Method[] Methods = [new SQP(), new LBFGS()];

    public static void Write(TextWriter output)
    {
        var rows = TestProblems.All.Select(entry => entry.Default).Where(one => one.IsConstrained)
            .OrderBy(one => int.Parse(one.Name[2..], CultureInfo.InvariantCulture))
            .Select(one => (One: one, Cells: Methods.Select(method => Run(method, one)).ToList())).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            # The problems of Hock and Schittkowski

            {rows.Count} problems of "Test examples for nonlinear programming codes" (1981) from the starts of the book, with all defaults
            and at most {Budget:N0} evaluations of the objective with its gradient and those of all constraints: sequential quadratic
            programming, and LBFGS within an augmented Lagrangian. **Bold** where the value agrees with a minimum of the book to 1e-6 and no
            constraint is violated by more than 1e-8. C: converged, S: stalled at rounding, B: budget exhausted, F: failed.

            Made by `dotnet run -c Release --project tests/PSOptimize.Benchmarks -- hock-schittkowski > docs/hock-schittkowski.md`.

            | | {string.Join(" | ", Methods.Select(method => method.Name))} |
            |---|---:|---:|
            | solved, of {rows.Count} | {string.Join(" | ", Columns(cells => cells.Count(cell => cell.IsSolved)))} |
            | median of evaluations | {string.Join(" | ", Columns(cells => Median(cells.Select(cell => cell.Evaluations))))} |

            | problem | coordinates | equations | inequalities | {string.Join(" | ", Methods.Select(method => method.Name))} |
            |---|---:|---:|---:|---:|---:|
            """));
        foreach (var (one, cells) in rows)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {one} | {one.Dimension} | {one.Equations.Count} | {one.Inequalities.Count} | "
                + $"{string.Join(" | ", cells.Select(cell => cell.Text))} |"));

        IEnumerable<long> Columns(Func<List<Cell>, long> of) =>
            Enumerable.Range(0, Methods.Length).Select(column => of([.. rows.Select(row => row.Cells[column])]));
    }

    private static long Median(IEnumerable<long> numbers) => numbers.Order().ToList() is var sorted ? sorted[(sorted.Count - 1) / 2] : 0;

    private static Cell Run(Method method, TestProblem one)
    {
        var run = Optimizer.Run(one.Objective, method, one.Start, new RunOptions { Stop = StopRule.Evaluations(Budget), TraceEvery = 0 });
        var violation = one.Equations.Select(equation => Math.Abs(equation.Value(run.Point)))
            .Concat(one.Inequalities.Select(inequality => inequality.Value(run.Point))).Append(0).Max();
        var isSolved = violation <= 1e-8 && one.OtherMinima.AsSeq().Append(one.Minimum)
            .Any(minimum => Math.Abs(run.Value - minimum) <= 1e-6 * Math.Max(1, Math.Abs(minimum)));
        return new Cell(isSolved, run.Evaluations, run.Outcome.Kind.ToString()[..1]);
    }

    private sealed record Cell(bool IsSolved, long Evaluations, string Outcome)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Bold}{Evaluations:N0}{Bold} {Outcome}");

        private string Bold => IsSolved ? "**" : "";
    }
}
