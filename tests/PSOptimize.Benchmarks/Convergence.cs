using System.Globalization;
using PSOptimize.Tests.Everything;

namespace PSOptimize.Benchmarks;

/// <summary>Every method that ends by itself on every test problem, each <c>Converged</c> held against the truth.</summary>
internal static class Convergence
{
    private static readonly double[] Factors = [1, 10, 100];

    public static void Write(TextWriter output, string[] names)
    {
        output.WriteLine("""
            # What is true where a run says Converged

            Every method that ends by itself with all defaults on every test problem (those without gradients on problems of at most 4
            coordinates), from the start of the problem times 1, 10 and 100. Known: the value or the point is that of a known minimum, to
            1e-6. Stationary: it is not, but gradient and Hessian, as the formula of the problem gives them, leave nothing to gain over the
            size of the coordinates beyond 1e-5 of the value: another local minimum, or a limit at infinity. False: neither. The test
            `ConvergedTests` holds these runs to that, and names those that are false still.

            Made by `dotnet run -c Release --project tests/PSOptimize.Benchmarks -- convergence > docs/convergence.md`.

            | method | runs | Converged | known | stationary | false |
            |---|---:|---:|---:|---:|---:|
            """);
        var others = new List<string>();
        foreach (var method in Verified.Methods.Where(method => names.Length == 0 || names.Contains(method.Name)))
        {
            var cells = (from problem in Verified.Problems(method)
                         from factor in Factors
                         select (problem, factor)).AsParallel().AsOrdered().Select(cell =>
                         {
                             var run = Verified.Run(method, cell.problem, cell.factor);
                             return (cell.problem, cell.factor, Run: run, Verdict: Verified.Of(cell.problem, run));
                         }).ToList();
            int Count(Verdict verdict) => cells.Count(cell => cell.Verdict == verdict);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {method.Name} | {cells.Count} | {cells.Count - Count(Verdict.None)} | {Count(Verdict.KnownMinimum)} | "
                + $"{Count(Verdict.Stationary)} | {Count(Verdict.False)} |"));
            others.AddRange(cells.Where(cell => cell.Verdict is Verdict.Stationary or Verdict.False).Select(cell =>
                string.Create(CultureInfo.InvariantCulture,
                    $"| {cell.problem} | ×{cell.factor} | {method.Name} | {cell.Run.Value:G6} | {cell.Verdict} |")));
        }
        output.WriteLine("\n| problem | start | method | value | what it is |\n|---|---:|---|---:|---|");
        foreach (var line in others.Order(StringComparer.Ordinal)) output.WriteLine(line);
    }
}
