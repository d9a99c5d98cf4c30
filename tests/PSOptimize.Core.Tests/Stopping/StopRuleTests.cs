using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Stopping;

public class StopRuleTests
{
    // Large steps over many ripples: value, gradient and step go up and down before they settle.
    private static readonly Objective Wavy = TestProblems.Levy(3).Objective;
    private static readonly Adam Method = new() { LearningRate = 0.3 };

    private static Run RunTo(StopRule stop, Vector start) => Optimizer.Run(Wavy, Method, start, new RunOptions { Stop = stop });

    /// <summary>The rule stops at the first row for which the condition holds, with the numbers that belong to it.</summary>
    private static void FiresFirstWhere(
        Key key, Func<double, StopRule> rule, string name, Func<TrajectoryRow, TrajectoryRow?, double> number,
        Func<TrajectoryRow, double, double> required, double low, double high)
    {
        var start = 8 * key.Fold(1).Normals(3);
        var bound = Math.Exp(key.Between(Math.Log(low), Math.Log(high)));
        var rows = RunTo(StopRule.Iterations(200), start).Trajectory;
        TrajectoryRow? Before(TrajectoryRow row) => row.Iteration == 0 ? null : rows[(int)row.Iteration - 1];
        var expected = rows.FirstOrDefault(row => number(row, Before(row)) <= required(row, bound));
        var run = RunTo(rule(bound).Or(StopRule.Iterations(200)), start);
        if (expected is null)
        {
            Assert.Equal(new Outcome.BudgetExhausted("Iterations", 200, 200), run.Outcome);
            return;
        }
        // A run that stops at its start does not know the rate of its first step.
        Assert.Equal(expected with { LearningRate = run.Last.LearningRate }, run.Last);
        Assert.Equal(new Outcome.Converged(name, number(expected, Before(expected)), required(expected, bound)), run.Outcome);
    }

    [Property]
    public void Gradient_norm(Key key) => FiresFirstWhere(key, StopRule.GradientNorm, "GradientNorm",
        (row, _) => row.GradientNorm, (_, bound) => bound, 0.01, 10);

    [Property]
    public void Step_norm_but_not_at_the_start(Key key) => FiresFirstWhere(key, StopRule.StepNorm, "StepNorm",
        (row, _) => row.Iteration == 0 ? double.NaN : row.StepNorm, (_, bound) => bound, 0.001, 1);

    [Property]
    public void Value_change_absolute(Key key) => FiresFirstWhere(key, bound => StopRule.ValueChange(bound), "ValueChange",
        (row, previous) => Change(row, previous), (_, bound) => bound, 1e-4, 1);

    [Property]
    public void Value_change_relative(Key key) => FiresFirstWhere(key, bound => StopRule.ValueChange(0, bound), "ValueChange",
        (row, previous) => Change(row, previous), (row, bound) => bound * Math.Abs(row.Value), 1e-4, 1);

    private static double Change(TrajectoryRow row, TrajectoryRow? previous) =>
        previous is null ? double.NaN : Math.Abs(row.Value - previous.Value);

    [Property]
    public void Target_value(Key key) => FiresFirstWhere(key, StopRule.TargetValue, "TargetValue",
        (row, _) => row.Value, (_, bound) => bound, 0.1, 100);

    [Fact]
    public void A_user_defined_condition()
    {
        var run = RunTo(StopRule.When("Third", progress => progress.Iteration == 3), [1, 2, 3]);
        var outcome = Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal(("Third", 3L, run.Last.Value), (outcome.Rule, run.Iterations, outcome.Achieved));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(17)]
    public void Iterations(long limit)
    {
        var run = RunTo(StopRule.Iterations(limit), [1, 2, 3]);
        Assert.Equal(new Outcome.BudgetExhausted("Iterations", limit, limit), run.Outcome);
        Assert.Equal((limit, limit + 1L), (run.Iterations, run.Trajectory.Count));
    }

    [Fact]
    public void Evaluations_include_those_for_differences()
    {
        // A gradient in 3 coordinates takes 7 evaluations: 20 are exceeded at the third gradient, in iteration 2.
        var stop = new RunOptions { Stop = StopRule.Evaluations(20) };
        var run = Optimizer.Run(Objective.FromValue("wavy", 3, Wavy.Value), Method, [1, 2, 3], stop);
        Assert.Equal(new Outcome.BudgetExhausted("Evaluations", 21, 20), run.Outcome);
        Assert.Equal([7L, 14L, 21L], run.Trajectory.Select(row => row.Evaluations));
    }

    [Fact]
    public void Time_used_is_at_least_the_limit()
    {
        var run = RunTo(StopRule.Time(TimeSpan.FromMilliseconds(5)), [1, 2, 3]);
        var outcome = Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
        Assert.Equal(("Time", 0.005), (outcome.Rule, outcome.Limit));
        Assert.True(outcome.Used >= 0.005 && run.Elapsed.TotalSeconds >= outcome.Used);
    }

    [Property]
    public void Patience_waits_for_an_improvement_large_enough(Key key)
    {
        var (limit, improvement) = (1 + key.Integer(30, 1), key.Between(0, 0.5, 2));
        var start = 8 * key.Fold(1).Normals(3);
        var rows = RunTo(StopRule.Iterations(300), start).Trajectory;
        var (best, since) = (double.PositiveInfinity, 0L);
        TrajectoryRow? expected = null;
        foreach (var row in rows)
        {
            if (row.Value < best - improvement) (best, since) = (row.Value, row.Iteration);
            if (row.Iteration - since < limit) continue;
            expected = row;
            break;
        }
        var run = RunTo(StopRule.Patience(limit, improvement).Or(StopRule.Iterations(300)), start);
        Assert.Equal(expected ?? rows[^1], run.Last);
        if (expected is not null)
            Assert.Equal(
                new Outcome.Stalled("Patience", limit, limit) { Detail = $"no better value in {limit} iterations" }, run.Outcome);
    }

    [Property]
    public void Or_stops_at_the_earlier_rule_and_And_when_both_hold(Key key)
    {
        var start = 8 * key.Fold(1).Normals(3);
        var (small, low) = (StopRule.GradientNorm(key.Between(0.5, 5)), StopRule.TargetValue(key.Between(1, 10, 1)));
        var end = StopRule.Iterations(200);
        long At(StopRule rule) => RunTo(rule.Or(end), start).Iterations;
        Assert.Equal(Math.Min(At(small), At(low)), At(small.Or(low)));
        Assert.Equal(At(small.Or(low)), At(low.Or(small)));

        var both = RunTo(small.And(low).Or(end), start);
        Assert.Equal(both.Iterations, At(low.And(small)));
        Assert.True(both.Iterations >= Math.Max(At(small), At(low)));
        if (both.Outcome is not Outcome.Converged outcome) return;
        Assert.Equal("GradientNorm", outcome.Rule);
        Assert.True(both.Last.GradientNorm <= outcome.Required && both.Last.Value <= ((TargetValueRule)low).Target);
    }

    [Fact]
    public void A_rule_with_a_memory_sees_every_iteration_even_as_the_second_rule()
    {
        // The value never improves on a plain, so patience of 7 ends at iteration 7, whether it is the first rule or the second.
        var plain = Objective.FromGradient("plain", 1, _ => 1, x => [0]);
        foreach (var rule in new[] { StopRule.Patience(5).And(StopRule.Patience(7)), StopRule.Patience(9).Or(StopRule.Patience(7)) })
            Assert.Equal(7, Optimizer.Run(plain, Method, [0], new RunOptions { Stop = rule }).Iterations);
    }

    [Fact]
    public void Bounds_out_of_range_are_refused()
    {
        Assert.Contains("at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => StopRule.Patience(0)).Message);
        Assert.Contains("at least 0", Assert.Throws<ArgumentOutOfRangeException>(() => StopRule.GradientNorm(double.NaN)).Message);
        Assert.Contains("above 0", Assert.Throws<ArgumentOutOfRangeException>(() => StopRule.Time(TimeSpan.Zero)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => StopRule.Iterations(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StopRule.Evaluations(0));
    }

    [Fact]
    public void Each_rule_describes_what_was_achieved_against_what_it_requires()
    {
        // x halves in every step: 5, 2.5, 1.25.
        var stop = StopRule.GradientNorm(1).Or(StopRule.StepNorm(1).And(StopRule.ValueChange(1, 0.5))).Or(StopRule.TargetValue(1))
            .Or(StopRule.Evaluations(100)).Or(StopRule.Epochs(10, 5)).Or(StopRule.Iterations(2)).Or(StopRule.Patience(9));
        var options = new RunOptions { Stop = stop };
        var run = Optimizer.Run(TestProblems.Parabola().Objective, new GradientDescent { LearningRate = 0.25 }, [5], options);
        Assert.Equal(
            [
                "|gradient| = 2.5 ≰ 1", "|step| = 1.25 ≰ 1", "|change of value| = 4.688 ≰ 1.781", "value = 1.562 ≰ 1",
                "evaluations: 3 of 100", "epochs: 0.4 of 10", "iterations: 2 of 2",
            ],
            run.Criteria());
        // The row before the last one is missing, and with it the change of the value.
        var sparse = Optimizer.Run(run.Problem, run.Method, run.Start, options with { TraceEvery = 0 });
        Assert.Equal(run.Criteria().Where(line => !line.Contains("change", StringComparison.Ordinal)), sparse.Criteria());
        Assert.Equal(["value = 1 ≱ 2"], StopRule.TargetValue(2).Describe(new Progress { Value = 1, Maximize = true }));
        var late = new Progress { Elapsed = TimeSpan.FromSeconds(3) };
        Assert.Equal(["seconds: 3 of 60"], StopRule.Time(TimeSpan.FromMinutes(1)).Describe(late));
    }

    [Fact]
    public void Rules_are_values() =>
        Assert.Equal(StopRule.GradientNorm(1e-6).Or(StopRule.Iterations(5)), StopRule.GradientNorm(1e-6).Or(StopRule.Iterations(5)));
}
