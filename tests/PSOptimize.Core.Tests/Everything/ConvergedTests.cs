using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Tests.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Everything;

/// <summary>Whatever says that it has converged has: every method that can say so, on every test problem, from near and afar.</summary>
public class ConvergedTests
{
    public static TheoryData<string> Methods => [.. Verified.Methods.Select(method => method.Name)];

    /// <summary>
    /// Runs that deceive still: a saddle that spectral steps come to from afar, and valleys of which fresh models of values alone see
    /// nothing. They are not to become more; docs/convergence.md has their values.
    /// </summary>
    private static readonly HashSet<string> Deceived =
        ["ProximalGradient Chebyquad 100", "QuadraticInterpolation Beale 100"];

    [Theory, MemberData(nameof(Methods))]
    public void It_is_never_said_falsely(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        foreach (var problem in Verified.Problems(method))
        {
            foreach (var factor in (double[])[1, 10, 100])
            {
                var run = Verified.Run(method, problem, factor);
                var isFalse = Verified.Of(problem, run) == Verdict.False;
                Assert.True(
                    isFalse == Deceived.Contains($"{name} {problem.Name} {factor}"),
                    $"{problem} × {factor}: {run.Outcome} {run.Value:R} at {run.Point}");
            }
        }
    }

    /// <summary>
    /// Under constraints each method keeps them itself, is wrapped by an augmented Lagrangian, or refuses before the first evaluation.
    /// </summary>
    [Theory, MemberData(nameof(Methods))]
    public void Under_constraints_it_is_never_said_falsely(string name)
    {
        var (method, converged, solvable) = (Method.Catalogue.Find(name)!.Default, 0, 0);
        foreach (var problem in HockSchittkowskiTests.All)
        {
            var start = problem.Within?.Project(problem.Start) ?? problem.Start;
            if (!CanSolve(method, problem.Objective, start)) continue;
            solvable++;
            var run = Optimizer.Run(
                problem.Objective, method, start, new RunOptions { Stop = StopRule.Evaluations(10_000), TraceEvery = 0 });
            if (run.Outcome is not Outcome.Converged) continue;
            converged++;
            var at = LagrangeConditions.At(problem.Objective, run.Point, near: 1e-5);
            Assert.True(at.Violation <= 1e-7 && at.Residual <= 1e-4, $"{problem}: {run.Outcome} {run.Value:R} at {run.Point}, {at}");
        }
        Assert.True(converged >= (solvable == 0 || method is RandomSearch or DIRECT ? 0 : 2), $"{converged} of {solvable} converged");
    }

    private static bool CanSolve(Method method, Problem problem, Vector start)
    {
        try
        {
            method.Prepare(problem).Start(start);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
