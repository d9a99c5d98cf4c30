using PSOptimize.Constraints;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Tests.Methods.DerivativeFree;

public class PowellTests
{
    private static RunOptions Within(long evaluations) => new() { Stop = StopRule.Evaluations(evaluations) };

    [Fact]
    public void The_directions_of_a_quadratic_become_conjugate()
    {
        // Powell 1964, §3: n sweeps with exact lines lead to the minimum. These are not exact.
        var quadratic = TestProblems.Quadratic([0.5, 3, 100], rotated: true);
        var run = Optimizer.Run(quadratic.Objective, new Powell(), quadratic.Start, Within(2000));
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.InRange(run.Value, 0, 1e-14);
        Assert.InRange(run.Evaluations, 30, 500);
    }

    [Fact]
    public void It_follows_a_bent_valley()
    {
        var valley = TestProblems.Rosenbrock();
        var run = Optimizer.Run(valley.Objective, new Powell(), valley.Start, Within(2000));
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.InRange(run.Value, 0, 1e-12);
        Assert.InRange(run.Evaluations, 50, 1500);
    }

    [Theory, InlineData(1e-300), InlineData(1e18), InlineData(1e300)]
    public void Each_line_has_a_trial_whatever_its_scale(double radius)
    {
        var valley = TestProblems.Rosenbrock();
        foreach (var set in (Box[])[Box.Unbounded, Box.Of(-4, 4), new([-4, 1], [4, 1]), new([-1.2, 1], [-1.2, 1])])
        {
            var run = Optimizer.Run(
                Problem.Of(valley.Objective).KeptWithin(set), new Powell { Radius = radius, VainRestarts = 100_000 }, valley.Start,
                Within(2000));
            Assert.InRange(run.Evaluations, 1, 2100);
        }
    }

    [Fact]
    public void A_function_that_falls_without_end_is_called_so()
    {
        var plane = Objective.FromValue("plane", 2, x => x[0] - 2 * x[1]);
        var run = Optimizer.Run(plane, new Powell(), [1, 2], Within(2000));
        Assert.Equal(FailureReason.Unbounded, Assert.IsType<Outcome.Failed>(run.Outcome).Reason);
    }

    [Fact]
    public void A_box_without_room_ends_it()
    {
        var bowl = Objective.FromValue("bowl", 2, x => x.Dot(x));
        var run = Optimizer.Run(Problem.Of(bowl).KeptWithin(Box.Of(1, 1)), new Powell(), [1, 1], Within(100));
        Assert.IsType<Outcome.Stalled>(run.Outcome);
        Assert.InRange(run.Evaluations, 1, 10);
    }
}
