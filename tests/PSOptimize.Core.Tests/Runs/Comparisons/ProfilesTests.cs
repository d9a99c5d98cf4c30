using FsCheck;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Comparisons;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Comparisons;

public class ProfilesTests
{
    [Fact]
    public void Data_profiles_count_problems_that_are_solved_within_alpha_simplex_gradients()
    {
        var curves = Profiles.Data([[(3, 2), (6, 2), (null, 2), (30, 9)], [(null, 1)], [(2, 1)]]);
        Assert.Equal([(1, 0.25), (2, 0.5), (3, 0.75)], curves[0]);
        Assert.Empty(curves[1]);
        Assert.Equal([(1, 1)], curves[2]);
    }

    [Fact]
    public void Performance_profiles_compare_with_the_best_solver_of_each_problem()
    {
        Dictionary<string, long?> first = new() { ["a"] = 10, ["b"] = 40, ["c"] = null, ["d"] = null };
        Dictionary<string, long?> second = new() { ["a"] = 30, ["b"] = 20, ["c"] = 7, ["d"] = null };
        var curves = Profiles.Performance([first, second]);
        Assert.Equal([(1, 0.25), (2, 0.5)], curves[0]);
        Assert.Equal([(1, 0.5), (3, 0.75)], curves[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_problem_is_solved_where_all_but_a_share_of_the_way_is_gone(bool maximize)
    {
        // From 100 by halves towards 0: the best of the runs is 100 / 2¹⁰.
        var sign = maximize ? -1.0 : 1.0;
        var objective = Objective.FromGradient("Half", 1, x => sign * x[0] * x[0], x => sign * 2 * x).WithMaximize(maximize);
        Run Made(long iterations) => Optimizer.Run(
            objective, new GradientDescent { LearningRate = 0.25 }, Vector.Create(10),
            new RunOptions { Stop = StopRule.Iterations(iterations) });
        Run[] runs = [Made(2), Made(5)];
        // Values 100, 25, 6.25, 1.5625, 0.39, 0.098 after 1, 2, 3, ... evaluations.
        var benchmark = new Benchmark(runs, 0.01, null);
        Assert.Null(benchmark.EvaluationsUntilSolved(runs[0]));
        Assert.Equal(5, benchmark.EvaluationsUntilSolved(runs[1]));
        Assert.Equal(6, new Benchmark(runs, 0, null).EvaluationsUntilSolved(runs[1]));
        var target = new Benchmark(runs, 0.01, sign * 7);
        Assert.Equal([3, 3], runs.Select(target.EvaluationsUntilSolved));
    }

    [Property]
    public void Profiles_rise_to_the_share_of_solved_problems(PositiveInt[] efforts, byte unsolved)
    {
        var all = efforts.Select(effort => ((long?)effort.Get, 3)).Concat(Enumerable.Repeat<(long?, int)>((null, 3), unsolved)).ToList();
        if (all.Count == 0) return;
        var curve = Profiles.Data([all])[0];
        Assert.True(curve.Zip(curve.Skip(1)).All(pair => pair.First.Alpha < pair.Second.Alpha && pair.First.Solved < pair.Second.Solved));
        Assert.Equal(efforts.Length / (double)all.Count, curve.Count == 0 ? 0 : curve[^1].Solved, 12);
    }

    [Fact]
    public void Quantiles_are_those_of_R_and_numpy()
    {
        double[] sample = [7, 1, 3, double.PositiveInfinity, 2];
        Assert.Equal([1, 2, 3, 7], new[] { 0, 0.25, 0.5, 0.75 }.Select(share => Quantile.Of(sample, share)));
        Assert.Equal(2.5, Quantile.Of([1, 2, 3, 4], 0.5));
        Assert.Equal(double.NaN, Quantile.Of([], 0.5));
        Assert.Equal(double.PositiveInfinity, Quantile.Of([1, double.PositiveInfinity, double.PositiveInfinity], 0.75));
    }
}
