using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods;

public class ScaledSolverTests
{
    private static readonly Objective Skewed = Objective.FromSpans("skewed", 2, (x, g) =>
    {
        if (g.Length > 0) (g[0], g[1]) = (2 * (x[0] - 3e6), 2 * (x[1] - 4e-6) * 1e24);
        return (x[0] - 3e6) * (x[0] - 3e6) + (x[1] - 4e-6) * (x[1] - 4e-6) * 1e24;
    });

    private static readonly Vector Scale = Vector.Create(1e6, 1e-6);

    // The same function of u = x/s, written by hand.
    private static readonly Objective Unskewed = Objective.FromSpans("unskewed", 2, (u, g) =>
    {
        if (g.Length > 0) (g[0], g[1]) = (2e12 * (u[0] - 3), 2e12 * (u[1] - 4));
        return 1e12 * ((u[0] - 3) * (u[0] - 3) + (u[1] - 4) * (u[1] - 4));
    });

    private static readonly RunOptions Options = new() { Stop = StopRule.Iterations(300) };

    [Fact]
    public void Equals_the_method_on_the_scaled_problem()
    {
        var scaled = Optimizer.Run(Problem.Of(Skewed).ScaledBy(Scale), new Adam { LearningRate = 0.05 }, Vector.Create(1e6, 1e-6), Options);
        var byHand = Optimizer.Run(Unskewed, new Adam { LearningRate = 0.05 }, Vector.Create(1, 1), Options);
        foreach (var (row, expected) in scaled.Trajectory.Zip(byHand.Trajectory))
            for (var i = 0; i < 2; i++)
                Assert.Equal(1, row.Point[i] / (expected.Point[i] * Scale[i]), 1e-9);
    }

    [Fact]
    public void The_start_is_exact_and_the_step_is_in_the_units_of_the_point()
    {
        var start = Vector.Create(0.1, 1 / 3.0);
        var run = Optimizer.Run(Problem.Of(Skewed).ScaledBy(Vector.Create(3, 7)), new Adam(), start, Options);
        Assert.Equal(start, run.Trajectory[0].Point);
        Assert.Equal((run.Trajectory[5].Point - run.Trajectory[4].Point).Norm(), run.Trajectory[5].StepNorm);
    }

    [Fact]
    public void Pure_and_owned_transitions_give_the_same_bits()
    {
        var (problem, method) = (Problem.Of(Skewed).ScaledBy(Scale), new Adam { LearningRate = 0.1 });
        var run = Optimizer.Run(problem, method, Scale, Options);
        Assert.Equal(Optimizer.Steps(problem, method, Scale).ElementAt(300).Point, run.Last.Point);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_size_that_is_no_size_is_refused(double size) =>
        Assert.Contains("above 0", Assert.Throws<ArgumentException>(() => Problem.Of(Skewed).ScaledBy(Vector.Create(1, size))).Message);
}
