using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Stopping;
using PSOptimize.Tests.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Evaluations;

public sealed class EvaluationLogTests
{
    private static readonly Vector Start = Vector.Create(2, 1);

    private static readonly RunOptions Short = new() { Stop = StopRule.Iterations(12), KeepEvaluations = 100_000 };

    private static double Bowl(Vector point) => Math.Pow(point[0] - 1, 2) + point.AsSpan()[1..].ToArray().Sum(x => x * x);

    /// <summary>The start, of one coordinate for the methods that take only one.</summary>
    private static Vector StartOf(Method method) => method is LineSearch ? Vector.Create(Start[0]) : Start;

    private static Vector Slope(Vector point) => Vector.Init(point.Count, i => 2 * (i == 0 ? point[0] - 1 : point[i]));

    private static Problem Boxed(Objective objective) => Problem.Of(objective).KeptWithin(Box.Of(-5, 5));

    // Least squares need residuals, which a function of the point does not offer.
    public static TheoryData<string> All => Names.Where(method => (method.Needs & Information.Residuals) == 0);

    // A Hessian product by differences is one query with two more gradients.
    public static TheoryData<string> WithoutProducts =>
        Names.Where(method => (method.Needs & (Information.Residuals | Information.HessianProduct)) == 0);

    [Theory, MemberData(nameof(WithoutProducts))]
    public void Whatever_the_objective_is_asked_is_a_row(string name)
    {
        var seen = new List<(Vector Point, double Value)>();
        var objective = Objective.FromValueAndGradient("Bowl", 0, point =>
        {
            seen.Add((Vector.Copy(point.AsSpan()), Bowl(point)));
            return Evaluation.Of(Bowl(point), Slope(point));
        });
        var method = Method.Catalogue.Find(name)!.Default;
        var before = DateTimeOffset.UtcNow;
        var run = Optimizer.Run(objective, method, StartOf(method), Short);
        Assert.Equal(seen.Select(one => one.Point), run.Evaluated.Select(row => row.Point));
        Assert.Equal(seen.Select(one => one.Value), run.Evaluated.Select(row => row.Value));
        Assert.Equal(run.Evaluations, run.Evaluated.Count);
        Assert.All(run.Evaluated, row =>
        {
            Assert.Equal((1, "", 0), (row.Attempt, row.Error, row.Worker));
            Assert.InRange(row.Started, before.AddSeconds(-1), DateTimeOffset.UtcNow.AddSeconds(1));
            Assert.InRange(row.Duration, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        });
        Assert.Equal(run.Evaluated.OrderBy(row => row.Iteration).Select(row => row.Point), run.Evaluated.Select(row => row.Point));
    }

    [Fact]
    public void A_gradient_by_differences_is_one_row_with_the_value_at_its_point()
    {
        var run = Optimizer.Run(Objective.FromValue("Bowl", 2, Bowl), new Adam(), Start, Short);
        Assert.Equal(13, run.Evaluated.Count);
        Assert.Equal(13 * 5, run.Evaluations);
        Assert.All(run.Evaluated, row => Assert.Equal(Bowl(row.Point), row.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_show_the_coordinates_and_the_value_of_the_problem(bool maximize)
    {
        var objective = Objective.FromValue("Bowl", 2, point => maximize ? -Bowl(point) : Bowl(point)).WithMaximize(maximize);
        var problem = Boxed(objective).Penalized(0, 0.5).ScaledBy(Vector.Create(10, 0.1));
        var run = Optimizer.Run(problem, new NelderMead(), Start, Short);
        Assert.Equal(Start, run.Evaluated[0].Point);
        Assert.Contains(run.Evaluated, row => row.Point == run.Point && row.Value == run.Value);
    }

    [Fact]
    public void Failures_and_retries_are_rows()
    {
        var calls = 0;
        var flaky = Objective.FromValue("Flaky", 2, point => ++calls % 10 == 0 ? throw new TimeoutException($"call {calls}") : Bowl(point));
        var options = Short with { OnEvaluationError = EvaluationErrorAction.Retry };
        var run = Optimizer.Run(Boxed(flaky), new DifferentialEvolution { Population = 8 }, Start, options);
        Assert.Equal(calls, run.Evaluated.Count);
        EvaluationRecord[] failed = [.. run.Evaluated.Where(row => row.Failed)];
        Assert.Equal(run.FailureCount, failed.Length);
        Assert.True(failed.Length >= 9);
        Assert.Equal(run.Failures.Select(failure => failure.Error.Message), failed.Select(row => row.Error));
        Assert.Equal(run.Failures.Select(failure => failure.Point), failed.Select(row => row.Point));
        Assert.All(failed, row => Assert.True(double.IsNaN(row.Value)));
        Assert.Equal(run.Failures.Select(failure => failure.Attempt), failed.Select(row => row.Attempt));
        Assert.All(failed, row => Assert.Contains(
            run.Evaluated, other => other.Point == row.Point && other.Attempt == row.Attempt + 1 && other.Iteration == row.Iteration));
    }

    [Fact]
    public void A_run_that_a_failure_ends_keeps_what_was_evaluated_before()
    {
        var wall = Objective.FromValue("Wall", 2, point => point[0] < 0 ? throw new InvalidOperationException("the wall") : Bowl(point));
        var run = Optimizer.Run(Boxed(wall), new DifferentialEvolution(), Start, Short);
        Assert.Equal("the wall", run.Evaluated[^1].Error);
        Assert.All(run.Evaluated.SkipLast(1), row => Assert.Equal(Bowl(row.Point), row.Value));
    }

    [Fact]
    public void A_cancelled_run_keeps_what_was_answered_of_its_last_request()
    {
        using var source = new CancellationTokenSource();
        var calls = 0;
        var objective = Objective.FromValue("Bowl", 2, point =>
        {
            if (++calls == 5) source.Cancel();
            source.Token.ThrowIfCancellationRequested();
            return Bowl(point);
        });
        var run = Optimizer.Run(
            Boxed(objective), new DifferentialEvolution { Population = 8 }, Start, Short with { Cancellation = source.Token });
        Assert.IsType<Outcome.Cancelled>(run.Outcome);
        Assert.Equal(4, run.Evaluated.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(300)]
    public void The_first_are_kept_and_the_others_counted(int limit)
    {
        var all = Optimizer.Run(Boxed(Objective.FromValue("Bowl", 2, Bowl)), new DifferentialEvolution(), Start, Short);
        var some = Optimizer.Run(
            Boxed(Objective.FromValue("Bowl", 2, Bowl)), new DifferentialEvolution(), Start, Short with { KeepEvaluations = limit });
        Assert.Equal(Math.Min(limit, all.Evaluated.Count), some.Evaluated.Count);
        Assert.Equal(all.Evaluated.Count, some.Evaluated.Count + some.Evaluated.Omitted);
        Assert.Equal(Points(all.Evaluated.Take(limit)), Points(some.Evaluated));
    }

    [Fact]
    public void By_default_rows_are_kept_unless_noting_them_costs_as_much_as_evaluating()
    {
        var usual = Short with { KeepEvaluations = null };
        var rosenbrock = TestProblems.Rosenbrock().Objective;
        Assert.Equal(0, Optimizer.Run(rosenbrock, new Adam(), Start, usual).Evaluated.Limit);
        Assert.Equal(10_000, Optimizer.Run(rosenbrock, new NelderMead(), Start, usual).Evaluated.Limit);
        var sphere = TestProblems.Sphere(40_000).Objective;
        var wide = Optimizer.Run(sphere, new RandomSearch(), Vector.Repeat(40_000, 1.0), usual);
        Assert.Equal((1 << 22) / 40_008, wide.Evaluated.Limit);
    }

    [Property]
    public void A_log_is_restored_from_its_columns(Key key)
    {
        var log = EvaluationLog.Of(Records(key, key.Integer(600, 1)));
        var restored = EvaluationLog.Restore(log.Pack());
        Assert.Equal(log, restored);
        Assert.Equal((log.Limit, log.Omitted, log.Recalled), (restored.Limit, restored.Omitted, restored.Recalled));
        var first = key.Integer(log.Count + 1, 2);
        var (before, after) = (log.Pack(), log.Pack(first));
        Assert.All(after.Columns, (cells, column) => Assert.Equal(before.Columns[column][first..], cells));
        Assert.Equal(first < log.Count ? before.Columns.Count : 0, after.Columns.Count);
    }

    [Fact]
    public void Columns_that_are_no_log_are_refused()
    {
        var packed = EvaluationLog.Of(Records(Key.FromSeed(1), 5)).Pack();
        void Refused(PackedEvaluations other) => Assert.Throws<FormatException>(() => EvaluationLog.Restore(other));
        Refused(packed with { Columns = [.. packed.Columns.Skip(1), packed.Columns[0][1..]] });
        Refused(packed with { Columns = [.. packed.Columns.Take(3)] });
        foreach (var number in (double[])[-1, 0.5, double.NaN, 99])
            Refused(packed with { Columns = [.. packed.Columns.Select((cells, i) => i == 6 ? [number, .. cells[1..]] : cells)] });
    }

    [Theory, MemberData(nameof(All))]
    public void A_resumed_run_goes_on_with_the_rows_of_its_checkpoint(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        var problem = Problem.Of(Objective.FromGradient("Bowl", 0, Bowl, Slope));
        var start = StartOf(method);
        var kept = new List<Checkpoint>();
        Optimizer.Run(problem, method, start, Short with { Save = kept.Add, CheckpointEvery = 1, Stop = StopRule.Iterations(5) });
        var whole = Optimizer.Run(problem, method, start, Short);
        foreach (var checkpoint in kept)
        {
            var resumed = Optimizer.Resume(problem.Objective, checkpoint, Short with { KeepEvaluations = null });
            Assert.Equal(Points(whole.Evaluated), Points(resumed.Evaluated));
            Assert.Equal(whole.Evaluated.Select(row => row.Value), resumed.Evaluated.Select(row => row.Value));
            Assert.Equal(whole.Evaluated.Limit, resumed.Evaluated.Limit);
        }
    }

    private static IEnumerable<(long, Vector)> Points(IEnumerable<EvaluationRecord> rows) =>
        rows.Select(row => (row.Iteration, row.Point));

    private static IEnumerable<EvaluationRecord> Records(Key key, int count) => Enumerable.Range(0, count).Select(i =>
    {
        var error = key.Integer(5, 10 + i) switch { 0 => "no connection", 1 => $"call {i}", _ => "" };
        return new EvaluationRecord(
            i / 3, 1 + i % 4, Vector.Create(key.Uniform(20_000 + i), i), error.Length > 0 ? double.NaN : key.Uniform(40_000 + i), error,
            DateTimeOffset.UnixEpoch.AddSeconds(1_764_000_000 + i / 4.0), TimeSpan.FromTicks(i * 77), i % 8);
    });
}
