using PSOptimize.Objectives;
using PSOptimize.Stopping;

namespace PSOptimize.Tests.Methods.FirstOrder;

public class ConvexTests
{
    public static TheoryData<string> All => Names.FirstOrder();

    [Theory, MemberData(nameof(All))]
    public void Every_method_solves_every_convex_problem_with_one_setting(string name)
    {
        var method = Names.FirstOrder(name);
        foreach (var problem in ConvexSettings.Problems)
        {
            var run = ConvexSettings.Solve(method, problem);
            Assert.True(run.Outcome is Outcome.Converged,
                $"{name} with the rate {ConvexSettings.Text(method)} on {problem}: {run.Outcome} Best value {run.Value:R}.");
            Assert.True(run.Value <= problem.Minimum + ConvexSettings.Accuracy);
        }
    }

    [Fact]
    public void The_curvature_is_the_largest_eigenvalue()
    {
        Assert.Equal(18, ConvexSettings.Curvature(TestProblems.Booth()), 1e-6);
        Assert.Equal(50, ConvexSettings.Curvature(TestProblems.Quadratic([1, 7, 50], rotated: true)), 1e-6);
    }
}
