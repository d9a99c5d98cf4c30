using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Stopping;
using PSOptimize.Tests.Methods.FirstOrder;

namespace PSOptimize.Benchmarks;

/// <summary>
/// The number of evaluations that each first-order method takes to come close to the minimum of each convex test problem.
/// </summary>
internal static class Conformance
{
    public static void Write(TextWriter output)
    {
        var problems = ConvexSettings.Problems.ToList();
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"# Evaluations to within {ConvexSettings.Accuracy:0e-0} of the minimum\n"));
        output.WriteLine("Every first-order method on every convex test problem from its start. "
            + "Each method has one setting for all of them, the rate in the second column; "
            + "every other hyperparameter has its default (so the weight decay of AdamW is 0.01). "
            + "L is the largest eigenvalue of the Hessian at the start of the problem, and t the number of the step. "
            + "The rates are round numbers with which all problems converge, not the best for any. A test runs every cell.\n");
        output.WriteLine("Made by `dotnet run -c Release --project tests/PSOptimize.Benchmarks -- conformance > docs/conformance.md`.\n");
        output.WriteLine("| method | rate | " + string.Join(" | ", problems) + " |");
        output.WriteLine("|---|---:|" + string.Concat(problems.Select(_ => "---:|")));
        var curvatures = problems.Select(problem => ConvexSettings.Curvature(problem).ToString("0.##", CultureInfo.InvariantCulture));
        output.WriteLine("| *L* | | " + string.Join(" | ", curvatures) + " |");
        foreach (var method in Method.Catalogue.All.Select(entry => entry.Default).OfType<FirstOrderMethod>())
        {
            var cells = problems.Select(problem => Cell(method, problem));
            output.WriteLine($"| {method.Name} | {ConvexSettings.Text(method)} | " + string.Join(" | ", cells) + " |");
        }
    }

    private static string Cell(FirstOrderMethod method, TestProblem problem)
    {
        var run = ConvexSettings.Solve(method, problem);
        return run.Outcome is Outcome.Converged ? run.Evaluations.ToString("N0", CultureInfo.InvariantCulture) : "—";
    }
}
