using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Tests.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs;

public sealed class EvaluationErrorTests
{
    private static readonly Vector Start = Vector.Create(2, 1);

    private static readonly RunOptions Short = new() { Stop = StopRule.Iterations(30) };

    /// <summary>(x − 1)² + y², which throws where x is below 0.</summary>
    private static Objective Walled(bool maximize = false) => Objective.FromValue("Walled", 2, point =>
        point[0] < 0 ? throw new InvalidOperationException("the wall") : (maximize ? -1 : 1) * (Math.Pow(point[0] - 1, 2) + point[1] * point[1])).WithMaximize(maximize);

    /// <summary>The same with +∞ behind the wall.</summary>
    private static Objective Cliff() => Objective.FromValue("Cliff", 2, point =>
        point[0] < 0 ? double.PositiveInfinity : Math.Pow(point[0] - 1, 2) + point[1] * point[1]);

    /// <summary>(x − 1)² + y², of which every k-th call throws.</summary>
    private static Objective Flaky(int k)
    {
        var calls = 0;
        return Objective.FromValue("Flaky", 2, point =>
            ++calls % k == 0 ? throw new TimeoutException($"call {calls}") : Math.Pow(point[0] - 1, 2) + point[1] * point[1]);
    }

    public static TheoryData<string> Methods =>
        Names.Where(method => method.Needs == Information.Value && method is not LineSearch);

    [Theory, MemberData(nameof(Methods))]
    public void Worst_counts_a_failing_point_as_infinite(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        foreach (var maximize in (bool[])[false, true])
        {
            var run = Optimizer.Run(Problem.Of(Walled(maximize)).KeptWithin(Box.Of(-5, 5)), method, Start, Short with { OnEvaluationError = EvaluationErrorAction.Worst });
            var wanted = Optimizer.Run(Problem.Of(Cliff()).KeptWithin(Box.Of(-5, 5)), method, Start, Short);
            Assert.Equal(wanted.State.Point.Bits(), run.State.Point.Bits());
            Assert.Equal(wanted.Value, maximize ? -run.Value : run.Value);
            Assert.Equal(wanted.Evaluations, run.Evaluations);
            Assert.Equal(run.FailureCount, run.Failures.Count);
            Assert.All(run.Failures, failure =>
            {
                Assert.True(failure.Point[0] < 0);
                Assert.Equal("the wall", failure.Error.Message);
                Assert.Equal(1, failure.Attempt);
            });
            Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
        }
    }

    [Fact]
    public void The_wall_is_met()
    {
        // Or the test above would say nothing.
        var run = Optimizer.Run(Problem.Of(Walled()).KeptWithin(Box.Of(-5, 5)), new DifferentialEvolution(), Start, Short with { OnEvaluationError = EvaluationErrorAction.Worst });
        Assert.True(run.FailureCount > 10);
    }

    [Fact]
    public void Stop_ends_the_run_and_names_the_point()
    {
        var run = Optimizer.Run(Problem.Of(Walled()).KeptWithin(Box.Of(-5, 5)), new DifferentialEvolution(), Start, Short);
        var failed = Assert.IsType<Outcome.Failed>(run.Outcome);
        Assert.Equal(FailureReason.ObjectiveThrew, failed.Reason);
        var failure = Assert.Single(run.Failures);
        Assert.Same(failure.Error, failed.Errors[0]);
        Assert.True(failure.Point[0] < 0);
        Assert.Contains(failure.Point.ToString(), failed.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Retry_gives_the_run_without_failures(int every)
    {
        var method = new DifferentialEvolution();
        var seen = new List<EvaluationFailure>();
        var run = Optimizer.Run(Problem.Of(Flaky(every)).KeptWithin(Box.Of(-5, 5)), method, Start,
            Short with { OnEvaluationError = EvaluationErrorAction.Retry, EvaluationRetries = 10, FailureObserver = seen.Add });
        var wanted = Optimizer.Run(Problem.Of(Flaky(int.MaxValue)).KeptWithin(Box.Of(-5, 5)), method, Start, Short);
        Assert.Equal(wanted.State, run.State);
        Assert.Equal(wanted.Point, run.Point);
        // Each call counts, also one that threw.
        Assert.Equal(wanted.Evaluations + run.FailureCount, run.Evaluations);
        Assert.Equal(run.Evaluations / every, run.FailureCount);
        Assert.Equal(run.Failures, seen);
    }

    [Fact]
    public void Retry_gives_up_after_three_by_default()
    {
        var calls = 0;
        var dead = Objective.FromValue("Dead", 2, _ => throw new TimeoutException($"call {++calls}"));
        var run = Optimizer.Run(dead, new NelderMead(), Start, Short with { OnEvaluationError = EvaluationErrorAction.Retry });
        Assert.IsType<Outcome.Failed>(run.Outcome);
        // Three vertices, each tried four times.
        Assert.Equal(12, calls);
        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], run.Failures.Select(failure => failure.Attempt));
    }

    [Fact]
    public void Worst_can_be_tried_again_first()
    {
        var run = Optimizer.Run(Problem.Of(Walled()).KeptWithin(Box.Of(-5, 5)), new DifferentialEvolution(), Start,
            Short with { OnEvaluationError = EvaluationErrorAction.Worst, EvaluationRetries = 1 });
        Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
        Assert.Equal(run.Failures.Count(failure => failure.Attempt == 1), run.Failures.Count(failure => failure.Attempt == 2));
    }

    [Fact]
    public void A_method_of_gradients_skips_a_failing_point_where_it_bears_one()
    {
        // Each tenth gradient of five calls contains one that fails.
        var run = Optimizer.Run(Flaky(50), new GradientDescent { LearningRate = 0.1, NonFinite = NonFinitePolicy.Skip }, Start,
            Short with { OnEvaluationError = EvaluationErrorAction.Worst });
        Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
        Assert.True(run.FailureCount > 0 && run.Value < 1e-3);
        var strict = Optimizer.Run(Flaky(50), new GradientDescent { LearningRate = 0.1 }, Start, Short with { OnEvaluationError = EvaluationErrorAction.Worst });
        Assert.Equal(FailureReason.NotFinite, Assert.IsType<Outcome.Failed>(strict.Outcome).Reason);
        Assert.True(double.IsFinite(strict.Value));
    }

    [Fact]
    public void A_run_that_a_failure_ended_resumes_to_the_bits_of_one_without()
    {
        var method = new NelderMead();
        Checkpoint? kept = null;
        var failing = Optimizer.Run(Flaky(25), method, Start, Short with { Save = checkpoint => kept = checkpoint });
        Assert.IsType<Outcome.Failed>(failing.Outcome);
        // The same name: a checkpoint belongs to its objective.
        var resumed = Optimizer.Resume(Flaky(int.MaxValue), kept!, Short);
        var whole = Optimizer.Run(Flaky(int.MaxValue), method, Start, Short);
        Assert.Equal(whole.State, resumed.State);
        Assert.Equal(whole.Point, resumed.Point);
    }

    [Fact]
    public void What_is_thrown_because_the_run_is_stopped_is_no_failure()
    {
        using var source = new CancellationTokenSource();
        var objective = Objective.FromValue("Stopping", 2, _ =>
        {
            source.Cancel();
            throw new InvalidOperationException("torn away");
        });
        var run = Optimizer.Run(objective, new NelderMead(), Start, Short with { Cancellation = source.Token, OnEvaluationError = EvaluationErrorAction.Worst });
        Assert.IsType<Outcome.Cancelled>(run.Outcome);
        Assert.Empty(run.Failures);
    }

    [Fact]
    public void Only_the_first_thousand_failures_are_kept()
    {
        var run = Optimizer.Run(Flaky(2), new SimulatedAnnealing(), Start,
            new RunOptions { Stop = StopRule.Iterations(5000), OnEvaluationError = EvaluationErrorAction.Worst });
        Assert.Equal(1000, run.Failures.Count);
        Assert.True(run.FailureCount > 2000);
    }
}
