using PSOptimize.Methods;
using PSOptimize.Methods.Constrained;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.Proximal;

namespace PSOptimize.Tests.Everything;

/// <summary>Whatever says that it has converged has: every method that can say so, on every test problem.</summary>
public class ConvergedTests
{
    /// <summary>
    /// What SQP says is held against the conditions of a minimum under constraints, on the problems of Hock and Schittkowski. Interpolation
    /// has tests of its own.
    /// </summary>
    public static TheoryData<string> Methods => [.. Verified.Methods
        .Where(method => method is not (SQP or QuadraticInterpolation)).Select(method => method.Name)];

    /// <summary>
    /// Methods that judge by the largest slope or spread that they have seen, or by what a restart gains, can be deceived by a start from
    /// afar; docs/convergence.md counts where.
    /// </summary>
    private static double[] Factors(Method method) => method is ProximalGradient or FISTA or CMAES or Powell ? [1] : [1, 10, 100];

    [Theory, MemberData(nameof(Methods))]
    public void It_is_never_said_falsely(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        foreach (var problem in Verified.Problems(method))
        {
            foreach (var factor in Factors(method))
            {
                var run = Verified.Run(method, problem, factor);
                Assert.True(
                    Verified.Of(problem, run) != Verdict.False, $"{problem} × {factor}: {run.Outcome} {run.Value:R} at {run.Point}");
            }
        }
    }
}
