using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Schedules;
using PSOptimize.Stopping;

namespace PSOptimize.Benchmarks;

/// <summary>Every first-order method on every convex test problem: how many evaluations it takes to come within 1e-6 of the minimum.</summary>
internal static class Conformance
{
    private const long Budget = 50_000;

    /// <summary>The rate of a cell is that of these with which the method takes the fewest evaluations; it stands in the table.</summary>
    private static readonly double[] Rates = [1, 0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 1e-4, 1e-5];

    /// <summary>The cells that stay open, with the reason.</summary>
    private static readonly Dictionary<(string Method, string Problem), string> Exceptions = new()
    {
        [("DoG", "PowellSingular")] = $"not within {Budget.ToString("N0", CultureInfo.InvariantCulture)}: the Hessian is singular at the minimum, and the sum of squared gradients, which the steep start dominates, never falls",
    };

    public static void Write(TextWriter output)
    {
        var problems = TestProblems.All.Select(entry => entry.Default).Where(problem => problem.IsConvex).ToList();
        output.WriteLine("# Evaluations to within 1e-6 of the minimum\n");
        output.WriteLine("Every first-order method on every convex test problem from its start, with the rate in parentheses, of "
            + string.Join(", ", Rates.Select(Text)) + " that with the fewest evaluations; the other hyperparameters have their defaults, and a rate with a star falls "
            + "with the inverse root of the step.\n");
        output.WriteLine("Made by `dotnet run -c Release --project tests/PSOptimize.Benchmarks -- conformance`.\n");
        output.WriteLine("| method | " + string.Join(" | ", problems) + " |");
        output.WriteLine("|---|" + string.Concat(problems.Select(_ => "---:|")));
        foreach (var entry in MethodCatalogue.All.Where(entry => entry.Default is FirstOrderMethod))
            output.WriteLine($"| {entry.Name} | " + string.Join(" | ", problems.Select(problem => Cell((FirstOrderMethod)entry.Default, problem))) + " |");
    }

    private static string Cell(FirstOrderMethod method, TestProblem problem)
    {
        (long Evaluations, string Rate)? best = null;
        foreach (var rate in Rates)
            foreach (var falls in new[] { false, true })
            {
                var tried = method with { LearningRate = falls ? new InverseRootSchedule(rate) : rate, WeightDecay = 0 };
                var stop = StopRule.TargetValue(problem.Minimum + 1e-6).Or(StopRule.Iterations(best?.Evaluations ?? Budget));
                var run = Optimizer.Run(problem.Objective, tried, problem.Start, new RunOptions { Stop = stop, TraceEvery = 0 });
                if (run.Best.Value <= problem.Minimum + 1e-6 && (best is null || run.Evaluations < best.Value.Evaluations))
                    best = (run.Evaluations, Text(rate) + (falls ? "*" : ""));
            }
        return best is { } found ? string.Create(CultureInfo.InvariantCulture, $"{found.Evaluations:N0} ({found.Rate})") : Exceptions.GetValueOrDefault((method.Name, problem.Name), "not within the budget, for a reason that is not known");
    }

    private static string Text(double rate) => rate.ToString(CultureInfo.InvariantCulture);
}
