using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;

namespace PSOptimize.Tests.Runs.Requests;

public class RunRequestTests
{
    private static readonly Objective Valley = TestProblems.Rosenbrock().Objective;
    private static readonly Objective Plane = Objective.FromValue("plane", 2, x => x[0] + x[1]);

    private static RunRequest Of(params Method[] methods) => new() { Objectives = [Valley], Methods = [.. methods] };

    [Fact]
    public void There_is_one_run_per_objective_start_seed_and_method_in_this_order()
    {
        var request = Of(new Adam(), new RMSProp()) with { Objectives = [Valley, Plane], Starts = [[1, 2], [3, 4]], Seeds = [5, 6] };
        var plan = request.Expand();
        Assert.Empty(plan.Refusals);
        Assert.Equal(16, plan.Runs.Count);
        Assert.Equal(["Rosenbrock", "plane"], plan.Runs.Select(run => run.Problem.Objective.Name).Distinct());
        Assert.Equal([[1, 2], [1, 2], [1, 2], [1, 2], [3, 4], [3, 4], [3, 4], [3, 4]], plan.Runs.Take(8).Select(run => run.Start));
        Assert.Equal([Key.FromSeed(5), Key.FromSeed(5), Key.FromSeed(6)], plan.Runs.Take(3).Select(run => run.Options.Key));
        Assert.Equal(["Adam", "RMSProp", "Adam"], plan.Runs.Take(3).Select(run => run.Method.Name));
    }

    [Fact]
    public void Set_penalty_and_scale_are_in_the_problem_of_every_run()
    {
        var request = Of(new Adam()) with { Within = Box.Of(0, 2), L1 = 0.1, L2 = 0.2, Scale = [1, 2], Starts = [[1, 1]] };
        var problem = Assert.Single(request.Expand().Runs).Problem;
        Assert.Equal(Problem.Of(Valley).KeptWithin(Box.Of(0, 2)).Penalized(0.1, 0.2).ScaledBy([1, 2]), problem);
    }

    public static TheoryData<RefusalKind, string> Kinds => new()
    {
        { RefusalKind.StartMissing, "give -Start 2 numbers" },
        { RefusalKind.StartLength, "the start [1 2 3] has 3" },
        { RefusalKind.StartNotFinite, "replace NaN" },
        { RefusalKind.StartOutsideBounds, "outside the bounds 0..1" },
        { RefusalKind.NoBoxForStarts, "give finite bounds" },
        { RefusalKind.BadArgument, "NelderMead cannot keep its points in Ball" },
        { RefusalKind.OutOfRange, "L1 must be" },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void An_impossible_run_is_refused_and_the_others_are_planned(RefusalKind kind, string why)
    {
        var request = kind switch
        {
            RefusalKind.StartMissing => Of(new Adam()) with { Objectives = [Plane, Valley] },
            RefusalKind.StartLength => Of(new Adam()) with { Starts = [[1, 2, 3], [1, 2]] },
            RefusalKind.StartNotFinite => Of(new Adam()) with { Starts = [[double.NaN, 2], [1, 2]] },
            RefusalKind.StartOutsideBounds => Of(new NelderMead()) with { Within = Box.Of(0, 1), Starts = [[1, 2], [1, 1]] },
            RefusalKind.NoBoxForStarts => Of(new Adam()) with { Objectives = [Plane, Valley], StartCount = 1 },
            RefusalKind.BadArgument => Of(new NelderMead(), new Adam()) with { Within = new Ball(9) },
            _ => Of(new Adam()) with { L1 = -1 },
        };
        var plan = request.Expand();
        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal(kind, refusal.Kind);
        Assert.Contains(why, refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal(kind == RefusalKind.OutOfRange ? 0 : 1, plan.Runs.Count);
    }

    [Fact]
    public void Convergence_is_checked_before_budgets_and_any_budget_replaces_the_default()
    {
        Assert.Equal(StopRule.Iterations(1000), new StopSettings().RuleFor(Valley, new Adam()));
        Assert.Equal(StopRule.Evaluations(50), new StopSettings { MaxEvaluations = 50 }.RuleFor(Valley, new Adam()));
        Assert.Equal(StopRule.StepNorm(0.1).Or(StopRule.Evaluations(50)).Or(StopRule.Iterations(7)),
            new StopSettings { MaxIterations = 7, MaxEvaluations = 50, StepTolerance = 0.1 }.RuleFor(Valley, new Adam()));
        Assert.Throws<ArgumentException>(() => new StopSettings { PatienceMetric = "R2" }.RuleFor(Valley, new Adam()));
        Assert.Equal(0.5, new StopSettings { MaxIterations = 100, MaxEvaluations = 10 }
            .ShareUsed(new Progress(20, 5, TimeSpan.Zero, 0, 0, 0, 0, 0), Valley, new Adam()));
    }

    [Fact]
    public void Drawn_starts_lie_in_the_box_and_depend_only_on_the_seed()
    {
        var request = Of(new Adam()) with { StartCount = 8, Sampling = Sampling.Sobol, Within = Box.Of(2, 3), Seeds = [4] };
        var starts = request.Expand().Runs.Select(run => run.Start).ToList();
        Assert.Equal(8, starts.Distinct().Count());
        Assert.All(starts, start => Assert.True(Box.Of(2, 3).Contains(start)));
        Assert.Equal(starts, request.Expand().Runs.Select(run => run.Start));
    }
}
