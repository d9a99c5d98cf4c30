using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;
using PSOptimize.Tests.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs;

public sealed class EvaluationErrorTests
{
    private static readonly Vector Start = Vector.Create(2, 1);

    private static readonly RunOptions Short = new() { Stop = StopRule.Iterations(30) };

    private static double Bowl(Vector point) => Math.Pow(point[0] - 1, 2) + point[1] * point[1];

    /// <summary>The bowl (x − 1)² + y², or its negative, which throws for x below 0.</summary>
    private static Objective Walled(bool maximize = false) => Objective.FromValue("Walled", 2, point =>
        point[0] < 0 ? throw new InvalidOperationException("the wall") : maximize ? -Bowl(point) : Bowl(point)).WithMaximize(maximize);

    /// <summary>The bowl, but +∞ for x below 0.</summary>
    private static Objective Cliff() => Objective.FromValue("Cliff", 2, point => point[0] < 0 ? double.PositiveInfinity : Bowl(point));

    /// <summary>The bowl, but every k-th call throws.</summary>
    private static Objective Flaky(int k)
    {
        var calls = 0;
        return Objective.FromValue("Flaky", 2, point => ++calls % k == 0 ? throw new TimeoutException($"call {calls}") : Bowl(point));
    }

    private static Problem Boxed(Objective objective) => Problem.Of(objective).KeptWithin(Box.Of(-5, 5));

    private static readonly RunOptions CountingAsWorst = Short with { OnEvaluationError = EvaluationErrorAction.Worst };

    public static TheoryData<string> Methods =>
        Names.Where(method => method.Needs == Information.Value && method is not LineSearch);

    [Theory, MemberData(nameof(Methods))]
    public void Worst_counts_a_failing_point_as_infinite(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        foreach (var maximize in (bool[])[false, true])
        {
            var run = Optimizer.Run(Boxed(Walled(maximize)), method, Start, CountingAsWorst);
            var wanted = Optimizer.Run(Boxed(Cliff()), method, Start, Short);
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
            Assert.Equal(wanted.Outcome.Kind, run.Outcome.Kind);
            if (method is not (DIRECT or Powell)) Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
        }
    }

    [Fact]
    public void The_wall_is_hit_often_enough_for_the_test_above_to_mean_something()
    {
        var run = Optimizer.Run(Boxed(Walled()), new DifferentialEvolution(), Start, CountingAsWorst);
        Assert.True(run.FailureCount > 10);
    }

    [Fact]
    public void Stop_ends_the_run_and_names_the_point()
    {
        var run = Optimizer.Run(Boxed(Walled()), new DifferentialEvolution(), Start, Short);
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
        var run = Optimizer.Run(Boxed(Flaky(every)), method, Start,
            Short with { OnEvaluationError = EvaluationErrorAction.Retry, EvaluationRetries = 10, FailureObserver = seen.Add });
        var wanted = Optimizer.Run(Boxed(Flaky(int.MaxValue)), method, Start, Short);
        Assert.Equal(wanted.State, run.State);
        Assert.Equal(wanted.Point, run.Point);
        // Every call counts, including those that throw.
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
    public void Worst_can_be_preceded_by_retries()
    {
        var run = Optimizer.Run(Boxed(Walled()), new DifferentialEvolution(), Start, CountingAsWorst with { EvaluationRetries = 1 });
        Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
        Assert.Equal(run.Failures.Count(failure => failure.Attempt == 1), run.Failures.Count(failure => failure.Attempt == 2));
    }

    [Fact]
    public void A_gradient_method_skips_a_failing_point_if_it_tolerates_non_finite_gradients()
    {
        // A gradient takes five calls, so one gradient in ten fails.
        var tolerant = new GradientDescent { LearningRate = 0.1, NonFinite = NonFinitePolicy.Skip };
        var run = Optimizer.Run(Flaky(50), tolerant, Start, CountingAsWorst);
        Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
        Assert.True(run.FailureCount > 0 && run.Value < 1e-3);
        var strict = Optimizer.Run(Flaky(50), new GradientDescent { LearningRate = 0.1 }, Start, CountingAsWorst);
        Assert.Equal(FailureReason.NotFinite, Assert.IsType<Outcome.Failed>(strict.Outcome).Reason);
        Assert.True(double.IsFinite(strict.Value));
    }

    [Fact]
    public void A_run_that_ended_by_a_failure_resumes_to_the_bits_of_one_without_failures()
    {
        var method = new NelderMead();
        Checkpoint? saved = null;
        var failing = Optimizer.Run(Flaky(25), method, Start, Short with { Save = checkpoint => saved = checkpoint });
        Assert.IsType<Outcome.Failed>(failing.Outcome);
        // The objective has the same name, so that it may resume the checkpoint.
        var resumed = Optimizer.Resume(Flaky(int.MaxValue), saved!, Short);
        var whole = Optimizer.Run(Flaky(int.MaxValue), method, Start, Short);
        Assert.Equal(whole.State, resumed.State);
        Assert.Equal(whole.Point, resumed.Point);
    }

    [Fact]
    public void Cancellation_is_not_a_failure()
    {
        using var source = new CancellationTokenSource();
        var objective = Objective.FromValue("Stopping", 2, _ =>
        {
            source.Cancel();
            throw new InvalidOperationException("interrupted");
        });
        var run = Optimizer.Run(objective, new NelderMead(), Start, CountingAsWorst with { Cancellation = source.Token });
        Assert.IsType<Outcome.Cancelled>(run.Outcome);
        Assert.Empty(run.Failures);
    }

    [Fact]
    public void Only_the_first_thousand_failures_are_stored()
    {
        var run = Optimizer.Run(Flaky(2), new SimulatedAnnealing(), Start,
            new RunOptions { Stop = StopRule.Iterations(5000), OnEvaluationError = EvaluationErrorAction.Worst });
        Assert.Equal(1000, run.Failures.Count);
        Assert.True(run.FailureCount > 2000);
    }
}
