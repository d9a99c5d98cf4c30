using PSOptimize.Methods;

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
        ["ProximalGradient Chebyquad 100", "QuadraticInterpolation Beale 100", "QuadraticInterpolation Meyer 10"];

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
}
