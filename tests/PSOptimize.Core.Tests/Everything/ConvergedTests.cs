using PSOptimize.Methods;

namespace PSOptimize.Tests.Everything;

/// <summary>Whatever says that it has converged has: every method that can say so, on every test problem.</summary>
public class ConvergedTests
{
    public static TheoryData<string> Methods => [.. Verified.Methods.Select(method => method.Name)];

    [Theory, MemberData(nameof(Methods))]
    public void It_is_never_said_falsely(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        foreach (var problem in Verified.Problems(method))
        {
            foreach (var factor in (double[])[1, 10, 100])
            {
                var run = Verified.Run(method, problem, factor);
                Assert.True(
                    Verified.Of(problem, run) != Verdict.False, $"{problem} × {factor}: {run.Outcome} {run.Value:R} at {run.Point}");
            }
        }
    }
}
