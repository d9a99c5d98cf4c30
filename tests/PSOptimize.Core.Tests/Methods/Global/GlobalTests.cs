using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Methods.Global;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.Global;

/// <summary>Global methods: what they find, what they say of it, and what does not matter to them.</summary>
public class GlobalTests
{
    public static TheoryData<string> All => Names.Where(method => method is GlobalMethod);

    // Minima that are a step apart, on a bowl.
    private static readonly Objective Bumpy = Objective.FromGradient("bumpy", 0,
        x => x.AsSeq().Sum(t => t * t + 1 - Math.Cos(3 * t)), x => x.Map(t => 2 * t + 3 * Math.Sin(3 * t)));

    private static GlobalMethod Of(string name) => (GlobalMethod)Method.Catalogue.Find(name)!.Default;

    private static Run Ended(Problem problem, Method method, Vector start, Key key) => Optimizer.Run(problem, method, start,
        new RunOptions { Stop = new StopSettings().RuleFor(problem.Objective, method), Key = key, TraceEvery = 0 });

    [Theory]
    [InlineData("MLSL", "Branin", 20)]
    [InlineData("MLSL", "GoldsteinPrice", 20)]
    [InlineData("MLSL", "Hartmann6", 20)]
    [InlineData("MLSL", "Shekel", 19)]
    [InlineData("BasinHopping", "Shekel", 20)]
    [InlineData("BasinHopping", "Rastrigin", 20)]
    [InlineData("BasinHopping", "Levy", 20)]
    [InlineData("DualAnnealing", "Shekel", 16)]
    [InlineData("DualAnnealing", "Rastrigin", 20)]
    [InlineData("DualAnnealing", "Levy", 20)]
    public void It_finds_the_lowest_of_many_minima_and_ends(string name, string problemName, int atLeast)
    {
        var test = TestProblems.Find(problemName)!.Default;
        var problem = Problem.Of(test.Objective).KeptWithin(new Box(test.Lower, test.Upper));
        var found = Enumerable.Range(1, 20).AsParallel().Count(seed =>
        {
            var key = Key.FromSeed(seed);
            var run = Ended(problem, Of(name), key.Fold(-1).PointIn(test.Lower, test.Upper), key);
            // A local search may end where values are rounding.
            Assert.True(run.Outcome is Outcome.Converged or Outcome.Stalled, $"{run.Outcome}");
            Assert.InRange(run.Evaluations, 20, 30_000);
            return run.Value - test.Minimum <= 1e-9 * Math.Max(1, Math.Abs(test.Minimum));
        });
        Assert.InRange(found, atLeast, 20);
    }

    [Theory, MemberData(nameof(All))]
    public void Where_it_says_that_it_has_converged_there_is_a_minimum(string name)
    {
        var converged = 0;
        var tests = TestProblems.All.Select(entry => entry.Default);
        foreach (var test in tests.Where(test => test.Dimension <= 4 && !test.IsConstrained))
            foreach (var problem in new[] { test.Objective, Problem.Of(test.Objective).KeptWithin(new Box(test.Lower, test.Upper)) })
            {
                var start = problem.Within?.Project(test.Start) ?? test.Start;
                var run = Optimizer.Run(problem, Of(name), start, new RunOptions { Stop = StopRule.Evaluations(5000), TraceEvery = 0 });
                if (run.Outcome is not Outcome.Converged) continue;
                converged++;
                var lower = Optimizer.Run(problem, new BFGS(), run.Point, new RunOptions { Stop = StopRule.Evaluations(500) });
                // Of the decrease since the start, or of the value.
                var allowed = 1e-9 + 1e-6 * Math.Abs(run.Value) + 1e-12 * (problem.Objective.Value(start) - run.Value);
                Assert.True(run.Value - lower.Value <= allowed, $"{test}: {run.Outcome} {run.Value} {lower.Value}");
            }
        Assert.InRange(converged, 10, 1000);
    }

    [Theory, MemberData(nameof(All))]
    public void Other_units_give_the_same_run(string name) => Property.Holds(key =>
    {
        var (x, f) = (Math.Pow(2, key.Integer(60, 1000) - 30), Math.Pow(2, key.Integer(80, 1001) - 40));
        var other = Objective.FromGradient("other", 2, p => f * Bumpy.Value(p / x), p => f / x * Bumpy.ValueAndGradient(p / x).Gradient);
        var start = key.Fold(-1).PointIn([-2, 0.5], [3, 4]);
        foreach (var width in (double?[])[null, 4])
        {
            var one = Steps(Bumpy, start, width is null ? null : Box.Of(-width.Value, width.Value));
            var two = Steps(other, x * start, width is null ? null : Box.Of(-width.Value * x, width.Value * x));
            foreach (var (left, right) in one.Zip(two))
                Assert.True((left.Point - right.Point / x).Norm() <= 1e-9 * left.Point.Norm(), $"{left.Point}, {right.Point / x}");
        }
        List<State> Steps(Objective objective, Vector from, Box? box) =>
            [.. Optimizer.Steps(Problem.Of(objective).KeptWithin(box), Of(name), from, key).Take(200)];
    }, cases: 20);

    [Theory, MemberData(nameof(All))]
    public void A_constant_in_the_value_changes_nothing_but_rounding(string name)
    {
        var lifted = Objective.FromGradient("lifted", 2, x => Bumpy.Value(x) + 1e6, x => Bumpy.ValueAndGradient(x).Gradient);
        var run = Ended(Problem.Of(lifted).KeptWithin(Box.Of(-4, 3)), Of(name), [2.5, -3], Key.FromSeed(1));
        Assert.True(run.Outcome is Outcome.Converged or Outcome.Stalled, run.Outcome.ToString());
        Assert.True(run.Point.Norm() <= 1e-3, run.Point.ToString());
    }

    [Theory, MemberData(nameof(All))]
    public void With_nothing_but_a_start_it_ends_by_itself(string name)
    {
        foreach (var test in new[] { TestProblems.Sphere(), TestProblems.Booth(), TestProblems.Himmelblau() })
        {
            var run = Ended(test.Objective, Of(name), test.Start, Key.FromSeed(2));
            Assert.True(run.Outcome is Outcome.Converged, $"{test}: {run.Outcome}");
            Assert.Equal(test.Minimum, run.Value, 1e-10);
            Assert.InRange(run.Evaluations, 20, 30_000);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Where_nothing_is_lower_than_the_start_it_has_stalled(string name)
    {
        var flat = Objective.FromGradient("flat", 2, _ => 3, _ => Vector.Zero(2));
        var run = Ended(Problem.Of(flat).KeptWithin(Box.Of(0, 5)), Of(name), [1, 2], Key.FromSeed(1));
        Assert.Matches("lower", Assert.IsType<Outcome.Stalled>(run.Outcome).Detail);
    }

    [Theory, MemberData(nameof(All))]
    public void It_searches_with_any_method(string name)
    {
        Method[] locals =
            [new BFGS(), new NelderMead(), new Adam { LearningRate = 0.05 }, new QuadraticInterpolation(), new TrustRegionNewton()];
        foreach (var local in locals)
        {
            var method = Of(name) with { Local = local, LocalIterations = 200 };
            Assert.Equal(local.Needs, method.Needs);
            var run = Optimizer.Run(Problem.Of(Bumpy).KeptWithin(Box.Of(-4, 3)), method, [2.5, -3],
                new RunOptions { Stop = StopRule.Evaluations(20_000), TraceEvery = 0, Key = Key.FromSeed(3) });
            Assert.True(run.Value <= 1e-4, $"{local}: {run.Value}, {run.Outcome}");
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Where_the_function_is_not_a_number_it_goes_on_elsewhere(string name)
    {
        var holes = Objective.FromGradient("holes", 2,
            x => x[0] > 1 ? double.NaN : Bumpy.Value(x), x => x[0] > 1 ? Vector.Repeat(2, double.NaN) : Bumpy.ValueAndGradient(x).Gradient);
        var run = Ended(Problem.Of(holes).KeptWithin(Box.Of(-4, 3)), Of(name), [2.5, -3], Key.FromSeed(1));
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.True(run.Value <= 1e-12, $"{run.Value}");
    }

    [Theory, MemberData(nameof(All))]
    public void What_the_local_method_cannot_solve_is_refused_by_both_names(string name)
    {
        void Refused(string why, Problem problem, Method local) =>
            Assert.Contains(why, Assert.Throws<ArgumentException>(() => (Of(name) with { Local = local }).Prepare(problem)).Message);
        Refused($"{name} searches with LBFGS", Problem.Of(Bumpy).Penalized(0.1), new LBFGS());
        Refused($"{name} searches with LevenbergMarquardt", Bumpy, new PSOptimize.Methods.LeastSquares.LevenbergMarquardt());
        Refused($"{name} compares minima", Problem.Of(Bumpy).AtMost(Bumpy), new LBFGS());
        Assert.Throws<ArgumentNullException>(() => Of(name) with { Local = null! });
    }

    [Theory, MemberData(nameof(All))]
    public void A_budget_within_a_local_search_keeps_what_was_found(string name)
    {
        var valley = TestProblems.Rosenbrock().Objective;
        var run = Optimizer.Run(valley, Of(name), [-1.2, 1], new RunOptions { Stop = StopRule.Evaluations(12) });
        Assert.True(run.Value < valley.Value([-1.2, 1]) / 3, $"{run.Value}");
    }

    [Theory, MemberData(nameof(All))]
    public void A_state_with_parts_that_do_not_fit_is_refused(string name)
    {
        var solver = Of(name).Prepare(Bumpy);
        var state = Optimizer.Steps(Bumpy, Of(name), [2, 3]).ElementAt(60);
        var (memory, inner) = (state.Memory, state.Memory.Inner);
        State With(string vector, Vector value) => state with
        {
            Memory = Memory.Of(memory.Vectors.ToDictionary().Append(new(vector, value)).GroupBy(pair => pair.Key)
                .Select(group => group.Last()), memory.Numbers, inner),
        };
        Assert.Contains("cannot continue", Refusal(With("From", inner is null ? [1, 2] : Vector.Empty)));
        Assert.Contains("cannot continue", Refusal(state with { Memory = Memory.Of(memory.Vectors, [], inner) }));
        Assert.Equal(solver.Ask(state).Points, solver.Ask(With("Units", memory.Vectors["Units"])).Points);
        string Refusal(State changed) => Assert.Throws<ArgumentException>(() => solver.Ask(changed)).Message;
    }

    [Fact]
    public void With_visiting_2_the_visits_of_dual_annealing_are_those_of_Cauchy()
    {
        // Szu and Hartley 1987: half of the visits are farther away than T.
        var box = Box.Of(-1e9, 1e9);
        var flat = Objective.FromGradient("flat", 1, _ => 0, _ => Vector.Zero(1));
        var method = new DualAnnealing { Visiting = 2, Temperature = 1e-6 };
        var solver = method.Prepare(Problem.Of(flat).KeptWithin(box));
        var far = Enumerable.Range(0, 4000).Count(seed =>
        {
            var state = solver.Start([0], Key.FromSeed(seed));
            while (state.Iteration == 0) state = solver.Next(state);
            return Math.Abs(solver.Ask(state).Points[0][0]) > 2e9 * 1e-6;
        });
        Assert.InRange(far, 1850, 2150);
    }

    [Fact]
    public void MLSL_searches_once_in_the_basin_of_a_bowl()
    {
        var bowl = TestProblems.Sphere();
        var problem = Problem.Of(bowl.Objective).KeptWithin(new Box(bowl.Lower, bowl.Upper));
        var run = Ended(problem, new MLSL(), bowl.Start, Key.FromSeed(1));
        Assert.Equal("UnknownMinima", Assert.IsType<Outcome.Converged>(run.Outcome).Rule);
        Assert.InRange(run.State.Memory.Numbers["Restarts"], 1, 4);
    }
}
