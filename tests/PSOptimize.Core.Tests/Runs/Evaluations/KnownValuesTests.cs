using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;
using PSOptimize.Tests.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Evaluations;

public sealed class KnownValuesTests
{
    private static readonly Vector Start = Vector.Create(2, 1);

    private static readonly RunOptions Short = new() { Stop = StopRule.Iterations(20) };

    public static TheoryData<string> ByValue => Names.Where(method => method.Needs == Information.Value);

    private static double Bowl(Vector point) => Math.Pow(point[0] - 1, 2) + point.AsSpan()[1..].ToArray().Sum(x => x * x);

    /// <summary>The start, of one coordinate for the methods that take only one.</summary>
    private static Vector StartOf(Method method) => method is LineSearch ? Vector.Create(Start[0]) : Start;

    private static Objective Counted(Func<Vector, double> function, List<Vector> seen) => Objective.FromValue("Bowl", 0, point =>
    {
        seen.Add(Vector.Copy(point.AsSpan()));
        return function(point);
    });

    private static EvaluationRecord Known(double x, double y, double value, string error = "") =>
        new(0, 1, Vector.Create(x, y), value, error, default, default, 0);

    private static Problem Boxed(Objective objective) => Problem.Of(objective).KeptWithin(Box.Of(-5, 5));

    [Theory, MemberData(nameof(ByValue))]
    public void What_is_known_is_not_evaluated_again(string name)
    {
        var (method, seen) = (Method.Catalogue.Find(name)!.Default, new List<Vector>());
        var before = Optimizer.Run(Boxed(Counted(Bowl, [])), method, StartOf(method), Short);
        var again = Optimizer.Run(Boxed(Counted(Bowl, seen)), method, StartOf(method), Short with { Known = [.. before.Evaluated] });
        Assert.Empty(seen);
        Assert.Equal(0, again.Evaluations);
        Assert.Empty(again.Evaluated);
        Assert.Equal(before.Evaluations, again.Evaluated.Recalled);
        Assert.Equal(before.State, again.State);
        Assert.Equal(before.Value, again.Value);
    }

    [Theory, MemberData(nameof(ByValue))]
    public void A_run_goes_on_where_what_is_known_ends(string name)
    {
        var (method, seen) = (Method.Catalogue.Find(name)!.Default, new List<Vector>());
        var whole = Optimizer.Run(Boxed(Counted(Bowl, [])), method, StartOf(method), Short);
        EvaluationRecord[] half = [.. whole.Evaluated.Take(whole.Evaluated.Count / 2)];
        var run = Optimizer.Run(Boxed(Counted(Bowl, seen)), method, StartOf(method), Short with { Known = [.. half] });
        Assert.Equal(whole.State, run.State);
        Assert.Equal(whole.Evaluated.Skip(half.Length).Select(row => row.Point), seen);
        Assert.Equal(seen, run.Evaluated.Select(row => row.Point));
        Assert.Equal(half.Length, run.Evaluated.Recalled);
        Assert.Equal(whole.Evaluations, run.Evaluations + run.Evaluated.Recalled);
    }

    [Fact]
    public void Failures_are_evaluated_again_and_a_failing_point_among_known_ones_fails_alone()
    {
        Objective Wall(List<Vector> seen) => Counted(
            point => point[0] < 0 ? throw new InvalidOperationException("the wall") : Bowl(point), seen);
        var options = Short with { OnEvaluationError = EvaluationErrorAction.Worst, EvaluationRetries = 1 };
        var (method, again) = (new DifferentialEvolution(), new List<Vector>());
        var before = Optimizer.Run(Boxed(Wall([])), method, Start, options);
        var run = Optimizer.Run(Boxed(Wall(again)), method, Start, options with { Known = [.. before.Evaluated] });
        Assert.True(before.FailureCount > 10);
        Assert.Equal(before.State, run.State);
        Assert.Equal(before.FailureCount, run.FailureCount);
        Assert.Equal(before.FailureCount, again.Count);
        Assert.All(run.Evaluated, row => Assert.Equal("the wall", row.Error));
    }

    [Fact]
    public void Each_evaluation_answers_once_so_that_a_budget_is_reached()
    {
        var flat = Objective.FromValue("Flat", 1, _ => 1);
        EvaluationRecord[] known = [.. Enumerable.Repeat(new EvaluationRecord(0, 1, Vector.Create(0), 1, "", default, default, 0), 3)];
        // A box of one point: every trial is the same.
        var run = Optimizer.Run(
            Problem.Of(flat).KeptWithin(Box.Of(0, 0)), new RandomSearch(), Vector.Create(0),
            new RunOptions { Stop = StopRule.Evaluations(5), Known = [.. known] });
        Assert.Equal((5, 3), (run.Evaluations, run.Evaluated.Recalled));
        Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
    }

    [Fact]
    public void A_gradient_is_not_answered_by_a_value()
    {
        var method = new Adam();
        var before = Optimizer.Run(Objective.FromValue("Bowl", 2, Bowl), method, Start, Short with { KeepEvaluations = 100 });
        var run = Optimizer.Run(Objective.FromValue("Bowl", 2, Bowl), method, Start, Short with { Known = [.. before.Evaluated] });
        Assert.Equal(0, run.Evaluated.Recalled);
        Assert.Equal(before.Evaluations, run.Evaluations);
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 4)]
    public void Without_a_start_a_run_begins_at_the_best_that_is_known_within_the_bounds(bool maximize, double x)
    {
        EvaluationRecord[] known =
        [
            Known(9, 9, maximize ? 1000 : -1000), Known(3, 0, 1), Known(4, 0, 6), Known(2, 0, double.NaN, "the wall"),
            Known(1, 0, double.PositiveInfinity), Known(1, 1, double.NegativeInfinity),
        ];
        var request = new RunRequest
        {
            Objectives = [Objective.FromValue("Bowl", 2, Bowl).WithMaximize(maximize)],
            Methods = [new NelderMead()],
            Within = Box.Of(-5, 5),
            Options = new RunOptions { Known = [.. known] },
        };
        Assert.Equal(Vector.Create(x, 0), Assert.Single(request.Expand().Runs).Start);
        Assert.Equal(Start, Assert.Single((request with { Starts = [Start] }).Expand().Runs).Start);
        var customary = TestProblems.Rosenbrock().Objective;
        var failed = request with { Objectives = [customary], Options = new RunOptions { Known = [Known(2, 0, double.NaN, "the wall")] } };
        Assert.Equal(customary.CustomaryStart(0), Assert.Single(failed.Expand().Runs).Start);
    }

    [Fact]
    public void What_is_known_belongs_to_one_objective_and_its_dimension()
    {
        var request = new RunRequest
        {
            Objectives = [TestProblems.Rosenbrock().Objective],
            Options = new RunOptions { Known = [Known(1, 2, 3), new(0, 1, Vector.Create(1), 2, "", default, default, 0)] },
        };
        Assert.Contains("the known point [1] has 1", Assert.Throws<ArgumentException>(request.Expand).Message, StringComparison.Ordinal);
        var two = request with { Objectives = [request.Objectives[0], TestProblems.Himmelblau().Objective] };
        Assert.Contains("one objective", Assert.Throws<ArgumentException>(two.Expand).Message, StringComparison.Ordinal);
    }
}
