using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;
using PSOptimize.Vectors;
using Box = PSOptimize.Constraints.Box;

namespace PSOptimize.Tests.Methods.DerivativeFree;

/// <summary>Methods without gradients that end by themselves: when, and that they say nothing false.</summary>
public class EndingTests
{
    public static TheoryData<string> All =>
        Names.Where(method => method is { Needs: Information.Value, EndsByItself: true });

    public static TheoryData<string> InAnySpace =>
        Names.Where(method => method is { Needs: Information.Value, EndsByItself: true, Dimension: 0 });

    private static readonly RunOptions Short = new() { Stop = StopRule.Evaluations(30_000), TraceEvery = 0, Key = Key.FromSeed(4) };

    private static Method Of(string name) => Method.Catalogue.Find(name)!.Default;

    /// <summary>
    /// Where it says that it has converged, the value is that of a known minimum, or the gradient promises next to nothing of the decrease
    /// over the way of the run, or a method with gradients gets no lower from there.
    /// </summary>
    [Theory, MemberData(nameof(All))]
    public void It_never_says_falsely_that_it_has_converged(string name)
    {
        var (method, converged) = (Of(name), 0);
        foreach (var test in TestProblems.All.Select(entry => entry.Default))
        {
            if (test.IsConstrained || test.Dimension > 4 || (method.Dimension != 0 && method.Dimension != test.Dimension)) continue;
            var box = new Box(test.Lower, test.Upper);
            foreach (var problem in new Problem[] { test.Objective, Problem.Of(test.Objective).KeptWithin(box) })
            {
                var start = problem.Within is null ? test.Start : box.Project(test.Start);
                var run = Optimizer.Run(problem, method, start, Short);
                if (run.Outcome is not Outcome.Converged) continue;
                converged++;
                Assert.True(
                    IsKnown(test, run.Value) || IsStationary(test, problem, run) || IsLowest(problem, run),
                    $"{name} on {test}: {run.Outcome} at {run.Value}");
            }
        }
        Assert.True(converged >= (method is RandomSearch or DIRECT ? 0 : 2), $"{converged} converged");
    }

    private static bool IsKnown(TestProblem problem, double value) => problem.OtherMinima.AsSeq().Append(problem.Minimum).Any(minimum =>
        Math.Abs(value - minimum) <= 1e-5 * Math.Abs(minimum) + 1e-6);

    private static bool IsStationary(TestProblem test, Problem problem, Run run)
    {
        var (start, gradient) = (problem.Objective.Value(run.Start), test.Objective.ValueAndGradient(run.Point).Gradient);
        if (problem.Within is Box box)
        {
            // Points that are as near to a bound as the method can tell stand on it.
            var near = run.Point.Map(x => x);
            gradient = Vector.Init(near.Count, i =>
                (gradient[i] > 0 ? near[i] - box.Lower[i] : box.Upper[i] - near[i]) <= 1e-8 * box.Width[i] ? 0 : gradient[i]);
        }
        return gradient.Norm() * (run.Point - run.Start).Norm() <= 1e-6 * (Math.Abs(run.Value) + start - run.Value);
    }

    private static bool IsLowest(Problem problem, Run run)
    {
        var polished = Optimizer.Run(problem, new LBFGS(), run.Point, new RunOptions { Stop = StopRule.Evaluations(2000) });
        return run.Value - polished.Value <= 1e-5 * Math.Abs(run.Value) + 1e-6;
    }

    [Theory, MemberData(nameof(InAnySpace))]
    public void With_nothing_but_a_start_it_ends_by_itself(string name)
    {
        foreach (var test in new[] { TestProblems.Sphere(), TestProblems.Booth(), TestProblems.Himmelblau() })
        {
            var settings = new StopSettings().RuleFor(test.Objective, Of(name));
            var run = Optimizer.Run(test.Objective, Of(name), test.Start, new RunOptions { Stop = settings, Key = Key.FromSeed(2) });
            Assert.True(run.Outcome is Outcome.Converged or Outcome.Stalled, $"{test}: {run.Outcome}");
            Assert.Equal(test.Minimum, run.Value, 1e-8);
            Assert.InRange(run.Evaluations, 20, 60_000);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Other_units_give_the_same_run(string name) => Property.Holds(key =>
    {
        var (method, n) = (Of(name), Of(name).Dimension is > 0 and var fixedCount ? fixedCount : 3);
        var (x, f) = (Math.Pow(2, key.Integer(60, 1000) - 30), Math.Pow(2, key.Integer(80, 1001) - 40));
        var bowl = Objective.FromValue("bowl", n, p => p.AsSeq().Select((t, i) => (i + 1) * (t - 1) * (t - 1)).Sum() + 0.25);
        var other = Objective.FromValue("other", n, p => f * bowl.Value(p / x));
        var start = Vector.Init(n, i => key.Fold(i).Between(0.2, 3));
        var one = Steps(bowl, start);
        var two = Steps(other, x * start);
        // Powers of 2 change no digit, but where a decomposition sums in another order.
        foreach (var (left, right) in one.Zip(two))
            Assert.True((left.Point - right.Point / x).Norm() <= 1e-9 * left.Point.Norm(), $"{left.Point}, {right.Point / x}");
        Assert.Equal(Ended(bowl, start).Outcome.Kind, Ended(other, x * start).Outcome.Kind);

        List<State> Steps(Objective objective, Vector from) => [.. Optimizer.Steps(objective, method, from, key).Take(40)];

        Run Ended(Objective objective, Vector from) => Optimizer.Run(
            objective, method, from, new RunOptions { Stop = StopRule.Evaluations(100_000), TraceEvery = 0, Key = key });
    }, cases: 8);

    [Theory, MemberData(nameof(InAnySpace))]
    public void Where_nothing_is_lower_than_the_start_it_has_stalled(string name)
    {
        var flat = Objective.FromValue("flat", 2, _ => 3);
        var run = Optimizer.Run(flat, Of(name), [1, 2], new RunOptions { Stop = StopRule.Evaluations(50_000) });
        var stalled = Assert.IsType<Outcome.Stalled>(run.Outcome);
        Assert.Matches("lower", stalled.Detail);
    }

    [Theory, MemberData(nameof(InAnySpace))]
    public void A_constant_in_the_value_changes_nothing_but_rounding(string name)
    {
        var lifted = Objective.FromValue("lifted", 2, x => TestProblems.Booth().Objective.Value(x) + 1e6);
        var run = Optimizer.Run(lifted, Of(name), [3, 5], new RunOptions { Stop = StopRule.Evaluations(100_000), Key = Key.FromSeed(1) });
        Assert.True(run.Outcome is Outcome.Converged or Outcome.Stalled, run.Outcome.ToString());
        Assert.Equal(1, run.Point[0], 1e-3);
    }

    [Fact]
    public void A_line_that_falls_without_end_is_called_so()
    {
        var line = Objective.FromValue("line", 1, x => -x[0]);
        foreach (var method in new Method[] { new Brent(), new GoldenSection() })
        {
            var run = Optimizer.Run(line, method, [2], new RunOptions { Stop = StopRule.Evaluations(1000) });
            Assert.Equal(FailureReason.Unbounded, Assert.IsType<Outcome.Failed>(run.Outcome).Reason);
        }
    }

    [Fact]
    public void Generations_of_CMA_ES_do_not_grow_without_bound()
    {
        // Noise always has something better: no restart is in vain, and none contracts.
        var noise = Objective.FromValue("noise", 2, x => Key.FromSeed(x.GetHashCode()).Uniform());
        var run = Optimizer.Run(noise, new CMAES { MaxRestarts = 3 }, [1, 2], new RunOptions { Stop = StopRule.Evaluations(1_000_000) });
        Assert.True(run.Outcome is Outcome.BudgetExhausted { Rule: "Restarts", Limit: 3 } or Outcome.Stalled, run.Outcome.ToString());
        Assert.InRange(run.Evaluations, 100, 100_000);
    }

    [Fact]
    public void A_simplex_that_has_collapsed_where_nothing_is_stationary_goes_on()
    {
        // McKinnon 1998, "Convergence of the Nelder-Mead simplex method to a nonstationary point", eq. 1.1 with τ = 2, θ = 6, φ = 60.
        var function = Objective.FromValue("McKinnon", 2, x =>
            (x[0] <= 0 ? 360 * x[0] * x[0] : 6 * x[0] * x[0]) + x[1] + x[1] * x[1]);
        var run = Optimizer.Run(function, new NelderMead { Adaptive = false }, [1, 1], Short);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal(-0.25, run.Value, 1e-10);
    }

    [Fact]
    public void Batches_never_end_a_run()
    {
        var data = Table.OfColumns(["x", "y"], [Key.FromSeed(1).Normals(40), Key.FromSeed(2).Normals(40)]);
        var fit = RegressionObjective.Linear(data, "y", options: new() { BatchSize = 8 });
        var run = Optimizer.Run(fit, new NelderMead(), [0.5, 0.5], new RunOptions { Stop = StopRule.Iterations(600) });
        Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
    }
}
