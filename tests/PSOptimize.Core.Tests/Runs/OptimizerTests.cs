using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs;

public class OptimizerTests
{
    private static readonly Objective Valley = TestProblems.Rosenbrock().Objective;
    private static readonly Adam Method = new() { LearningRate = 0.05 };

    [Fact]
    public void A_diverging_run_keeps_its_last_finite_and_its_best_point()
    {
        var run = Optimizer.Run(Valley, new GradientDescent { LearningRate = 0.01 }, [0.1, 3]);
        var outcome = Assert.IsType<Outcome.Failed>(run.Outcome);
        Assert.Equal(FailureReason.NotFinite, outcome.Reason);
        Assert.Contains("Lower the learning rate", outcome.Detail);
        Assert.True(run.Last.Point.IsFinite() && double.IsFinite(run.Last.Value) && double.IsFinite(run.Last.GradientNorm));
        Assert.Equal(outcome.Iteration - 1, run.Last.Iteration);
        Assert.Equal(run.Last, run.Trajectory[^1]);
        Assert.All(run.Trajectory, row => Assert.True(run.Value <= row.Value));
        Assert.True(run.Last.Value > 1e100, "the run diverged");
    }

    [Fact]
    public void A_start_without_a_finite_value_has_no_rows()
    {
        var run = Optimizer.Run(Objective.FromValue("log", 1, x => Math.Log(x[0])), Method, [-1]);
        var outcome = Assert.IsType<Outcome.Failed>(run.Outcome);
        Assert.Equal((FailureReason.NotFinite, 0L), (outcome.Reason, outcome.Iteration));
        Assert.Empty(run.Trajectory);
        Assert.Equal([-1], run.Point);
    }

    [Fact]
    public void An_objective_that_throws_at_iteration_57_leaves_57_rows_and_its_exception()
    {
        var calls = 0;
        var broken = Objective.FromValueAndGradient("broken", 2,
            x => calls++ < 57 ? Valley.ValueAndGradient(x) : throw new TimeoutException("the instrument is silent"));
        var run = Optimizer.Run(broken, Method, [0.1, 3]);
        var outcome = Assert.IsType<Outcome.Failed>(run.Outcome);
        Assert.Equal((FailureReason.ObjectiveThrew, 57L), (outcome.Reason, outcome.Iteration));
        Assert.IsType<TimeoutException>(Assert.Single(outcome.Errors));
        Assert.Contains("the instrument is silent", outcome.ToString());
        Assert.Equal(Enumerable.Range(0, 57).Select(i => (long)i), run.Trajectory.Select(row => row.Iteration));
        var sound = Optimizer.Run(Valley, Method, [0.1, 3], new RunOptions { Stop = StopRule.Iterations(56) });
        Assert.Equal(sound.Trajectory, run.Trajectory);
        Assert.Equal(sound.Best, run.Best);
    }

    [Theory]
    [MemberData(nameof(SlowTransitions))]
    public void A_deadline_ends_a_run_within_a_transition(Method method, int dimension)
    {
        var sphere = Objective.FromValue("sphere", dimension, x => x.AsSeq().Sum(number => number * number));
        var problem = ((Problem)sphere).KeptWithin(Box.Of(-5, 5));
        var run = Optimizer.Run(
            problem, method, Vector.Repeat(dimension, 2), new RunOptions { Stop = StopRule.Time(TimeSpan.FromSeconds(0.3)) });
        Assert.Equal("Time", Assert.IsType<Outcome.BudgetExhausted>(run.Outcome).Rule);
        Assert.Equal(0, run.Iterations);
    }

    // Each of these takes much longer: the first points of a large population, the evaluations of one, a decomposition.
    public static TheoryData<Method, int> SlowTransitions => new()
    {
        { new ParticleSwarm { Population = 5_000_000 }, 2 },
        { new CMAES { Population = 5_000_000 }, 2 },
        { new CMAES(), 2000 },
    };

    [Fact]
    public void A_deadline_before_the_first_population_is_known_leaves_the_value_of_the_start()
    {
        var slow = Objective.FromValue("slow", 1, x =>
        {
            Thread.Sleep(20);
            return x[0] * x[0];
        });
        var run = Optimizer.Run(
            slow, new CMAES { Population = 10_000 }, [3.0], new RunOptions { Stop = StopRule.Time(TimeSpan.FromSeconds(0.2)) });
        Assert.Equal("Time", Assert.IsType<Outcome.BudgetExhausted>(run.Outcome).Rule);
        Assert.Equal((9, 3), (run.Value, run.Point[0]));
        Assert.Single(run.Trajectory);
    }

    [Fact]
    public void A_cancelled_run_keeps_what_it_has_found()
    {
        using var source = new CancellationTokenSource();
        var calls = 0;
        var objective = Objective.FromValueAndGradient("slow", 2, x =>
        {
            if (++calls == 10) source.Cancel();
            return Valley.ValueAndGradient(x);
        });
        var run = Optimizer.Run(objective, Method, [0.1, 3], new RunOptions { Cancellation = source.Token });
        Assert.Equal(new Outcome.Cancelled(10), run.Outcome);
        Assert.Equal((10, 9L), (run.Trajectory.Count, run.Last.Iteration));
    }

    [Theory, InlineData("CMAES"), InlineData("DifferentialEvolution"), InlineData("ParticleSwarm"), InlineData("AdaGradFull")]
    public void A_transition_that_is_cancelled_leaves_the_state_before_it(string name)
    {
        // As many coordinates as make decompositions and generations long.
        var (method, start) = (PSOptimize.Methods.Method.Catalogue.Find(name)!.Default, Vector.Init(120, i => 1 + i % 3));
        using var source = new CancellationTokenSource();
        var calls = 0;
        var objective = Objective.FromValueAndGradient("watched", 120, x =>
        {
            if (++calls == (method.Needs == Information.Value ? 500 : 2)) source.Cancel();
            return Evaluation.Of(x.Dot(x), 2 * x);
        });
        var run = Optimizer.Run(objective, method, start, new RunOptions { Cancellation = source.Token, Key = Key.FromSeed(1) });
        var told = calls;
        var whole = Optimizer.Steps(objective, method, start, Key.FromSeed(1)).ElementAt((int)run.State.Transition);
        Assert.IsType<Outcome.Cancelled>(run.Outcome);
        Assert.Equal(whole, run.State);
        Assert.Equal(told, run.Evaluations);
    }

    [Fact]
    public void Steps_are_lazy_and_can_be_enumerated_again()
    {
        var calls = 0;
        var counted = Objective.FromValueAndGradient("counted", 2, x =>
        {
            calls++;
            return Valley.ValueAndGradient(x);
        });
        var steps = Optimizer.Steps(counted, Method, [0.1, 3]);
        Assert.Equal(0, calls);
        var first = steps.Take(4).ToList();
        Assert.Equal(3, calls);
        Assert.Equal(first, steps.Take(4));
        Assert.Equal(6, calls);
        Assert.Equal(first[3], Method.Prepare(counted).Next(first[2]));
        Assert.Equal([0.1, 3], first[0].Point);
    }

    [Fact]
    public void A_trajectory_is_thinned_within_its_limit() => Property.Holds(key =>
    {
        int limit = 2 + key.Integer(30, 1), every = 1 + key.Integer(9, 2), iterations = key.Integer(700, 3);
        var options = new RunOptions { Stop = StopRule.Iterations(iterations) };
        var run = Optimizer.Run(Valley, Method, [0.1, 3], options with { TraceEvery = every, TraceLimit = limit });
        var full = Optimizer.Run(Valley, Method, [0.1, 3], options);
        var rows = run.Trajectory;
        Assert.True(rows.Count <= limit + 1, "only the last row may exceed the limit");
        Assert.Equal((0, (long)iterations), (rows[0].Iteration, rows[^1].Iteration));
        Assert.True(rows.Every % every == 0 && long.IsPow2(rows.Every / every));
        for (var i = 0; i < rows.Count - 1; i++) Assert.Equal(i * rows.Every, rows[i].Iteration);
        Assert.InRange(rows[^1].Iteration - rows[Math.Max(rows.Count - 2, 0)].Iteration, 0, rows.Every);
        Assert.All(rows, row => Assert.Equal(full.Trajectory[(int)row.Iteration], row));
    });

    [Fact]
    public void The_numbers_of_a_row_belong_to_its_point()
    {
        var rows = Optimizer.Run(Valley, Method, [0.1, 3], new RunOptions { Stop = StopRule.Iterations(50) }).Trajectory;
        Assert.Equal((0.0, 0.05), (rows[0].StepNorm, rows[0].LearningRate));
        foreach (var (before, row) in rows.Zip(rows.Skip(1)))
        {
            Assert.Equal((row.Point - before.Point).Norm(), row.StepNorm, 1e-14);
            Assert.Equal(Valley.Value(row.Point), row.Value);
            Assert.Equal(Valley.ValueAndGradient(row.Point).Gradient.Norm(), row.GradientNorm);
            Assert.Equal(before.Evaluations + 1, row.Evaluations);
        }
    }

    [Fact]
    public void The_start_is_not_changed_and_can_be_reused()
    {
        Vector start = [0.1, 3];
        var first = Optimizer.Run(Valley, Method, start);
        Assert.Equal([0.1, 3], start);
        Assert.Equal(first.Trajectory, Optimizer.Run(Valley, Method, start).Trajectory);
    }

    [Fact]
    public void A_start_that_does_not_fit_is_refused_before_anything_runs()
    {
        Assert.Contains("takes 2 coordinates", Assert.Throws<ArgumentException>(() => Optimizer.Run(Valley, Method, [1])).Message);
        Assert.Contains("takes 2 coordinates", Assert.Throws<ArgumentException>(() => Optimizer.Steps(Valley, Method, [1])).Message);
        Assert.Throws<ArgumentException>(() => Optimizer.Run(Valley, Method, [1, double.NaN]));
    }

    [Fact]
    public void The_observer_is_called_at_most_every_100_ms_and_changes_nothing()
    {
        var seen = new List<Progress>();
        var slow = Objective.FromValueAndGradient("slow", 2, x =>
        {
            Thread.Sleep(2);
            return Valley.ValueAndGradient(x);
        });
        var options = new RunOptions { Stop = StopRule.Iterations(120) };
        var run = Optimizer.Run(slow, Method, [0.1, 3], options with { Observer = seen.Add });
        // 120 evaluations of at least 2 ms take at least 240 ms. Two calls are at least 100 ms apart, by a clock that ticks every 4 ms on
        // some systems and every 16 ms on others.
        Assert.InRange(seen.Count, 1, (int)((run.Elapsed.TotalMilliseconds + 16) / 100));
        Assert.All(seen, progress => Assert.Equal(run.Trajectory[(int)progress.Iteration].Value, progress.Value));
        Assert.Equal(Optimizer.Run(Valley, Method, [0.1, 3], options).Trajectory, run.Trajectory);
    }
}
