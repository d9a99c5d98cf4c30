using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.Searches;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.Curvature;

/// <summary>What every method that uses curvature has to keep.</summary>
public class CurvatureTests
{
    private static readonly RunOptions Long = new() { Stop = StopRule.Evaluations(20_000) };

    public static TheoryData<string> All => Names.Where(method => method is LineSearchMethod or TrustRegionNewton);

    private static IEnumerable<TestProblem> Free =>
        TestProblems.All.Select(entry => entry.Default).Where(problem => !problem.IsConstrained);

    private static Method Of(string name) => Method.Catalogue.Find(name)!.Default;

    [Theory, MemberData(nameof(All))]
    public void It_ends_by_itself_at_the_minimum(string name)
    {
        foreach (var problem in Free.Where(problem => problem.IsConvex))
        {
            var run = Optimizer.Run(problem.Objective, Of(name), problem.Start, Long);
            Assert.True(run.Outcome is Outcome.Converged or Outcome.Stalled, $"{problem}: {run.Outcome}");
            Assert.Equal(problem.Minimum, run.Value, 1e-8 * (1 + problem.Minimum));
        }
    }

    /// <summary>
    /// Where it says that it has converged, from the customary starts, the value is that of a known minimum, or the gradient promises next
    /// to nothing of the decrease so far over the whole way that the run has gone.
    /// </summary>
    [Theory, MemberData(nameof(All))]
    public void It_never_says_falsely_that_it_has_converged(string name)
    {
        var (converged, runs) = (0, 0);
        foreach (var problem in Free)
        {
            var run = Optimizer.Run(problem.Objective, Of(name), problem.Start, Long);
            runs++;
            if (run.Outcome is not Outcome.Converged) continue;
            converged++;
            var at = problem.Objective.ValueAndGradient(run.Point);
            var known = problem.OtherMinima.AsSeq().Append(problem.Minimum).Any(minimum =>
                Math.Abs(run.Value - minimum) <= 1e-5 * Math.Abs(minimum) + 1e-10);
            Assert.True(known || IsStationary(problem, run), $"{name} on {problem}: {run.Outcome} at {run.Value}, gradient {at.Gradient}");
        }
        Assert.True(converged >= 0.8 * runs, $"{converged} of {runs} converged");
    }

    private static bool IsStationary(TestProblem problem, Run run)
    {
        var gradient = problem.Objective.ValueAndGradient(run.Point).Gradient;
        var way = (run.Point - problem.Start).Norm();
        return gradient.Norm() * way <= 1e-6 * (Math.Abs(run.Value) + problem.Objective.Value(problem.Start) - run.Value);
    }

    [Theory, MemberData(nameof(All))]
    public void Other_units_give_the_same_iterates(string name) => Property.Holds(key =>
    {
        var problem = new[] { TestProblems.Rosenbrock(), TestProblems.Wood(), TestProblems.KowalikOsborne() }[key.Integer(3)];
        var start = problem.Start.Times(Vector.OfSeq(problem.Start.AsSeq().Select((_, i) => key.Fold(i).Between(0.8, 1.2))));
        var (x, f) = (Math.Pow(2, key.Integer(60, 1) - 30), Math.Pow(2, key.Integer(80, 2) - 40));
        var other = new Units(problem.Objective, x, f);
        var (one, two) = (Steps(problem.Objective, start), Steps(other, x * start));
        // Powers of 2 change no digit.
        foreach (var (left, right) in one.Zip(two).Take(25))
            Assert.True((left - right / x).Norm() <= 1e-12 * left.Norm(), $"{left}, {right / x}");

        List<Vector> Steps(Objective objective, Vector from) =>
            [.. Optimizer.Run(objective, Of(name), from, Long).Trajectory.Select(row => row.Point)];
    }, cases: 30);

    [Theory, MemberData(nameof(All))]
    public void Other_units_give_the_same_minimum_in_as_many_evaluations(string name)
    {
        foreach (var (x, f) in ((double, double)[])[(1e9, 1e-12), (1e-9, 1e12), (1e6, 1)])
        {
            var problem = TestProblems.Rosenbrock();
            var one = Optimizer.Run(problem.Objective, Of(name), problem.Start, Long);
            var two = Optimizer.Run(new Units(problem.Objective, x, f), Of(name), x * problem.Start, Long);
            Assert.IsType<Outcome.Converged>(two.Outcome);
            Assert.InRange(two.Evaluations - one.Evaluations, -3, 3);
            Assert.Equal(1, two.Point[0] / x, 1e-7);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void A_constant_in_the_value_changes_nothing_but_rounding(string name)
    {
        var problem = TestProblems.Rosenbrock();
        var lifted = Objective.FromValueAndGradient("lifted", 2, x =>
            problem.Objective.ValueAndGradient(x) is var at ? Evaluation.Of(at.Value + 1e6, at.Gradient) : null!);
        var run = Optimizer.Run(lifted, Of(name), problem.Start, Long);
        Assert.True(run.Outcome is Outcome.Converged or Outcome.Stalled, run.Outcome.ToString());
        Assert.Equal(1, run.Point[0], 1e-5);
    }

    [Theory, MemberData(nameof(All))]
    public void Within_bounds_the_minimum_satisfies_the_first_order_conditions(string name) => Property.Holds(key =>
    {
        var n = 2 + key.Integer(5);
        var matrix = Vector.Init(n * n, i => (i / n == i % n ? 1 : 0) + 0.4 * key.Fold(i).Normals(1)[0]);
        var square = Matrix.Of(n, n, matrix);
        var right = Vector.Init(n, i => 3 * key.Fold(1000 + i).Normals(1)[0]);
        var fit = Objective.FromValueAndGradient("fit", n, x =>
        {
            var r = square.Times(x) - right;
            return Evaluation.Of(
                r.Dot(r) / 2 + 0.01 * x.Map(e => e * e * e * e).Sum(), square.TransposedTimes(r) + 0.04 * x.Map(e => e * e * e));
        });
        var box = Box.Of(-0.5, 0.8);
        var start = Vector.Init(n, i => key.Fold(2000 + i).Between(-0.5, 0.8));
        var problem = Problem.Of(fit).KeptWithin(box);
        var asked = Optimizer.Steps(problem, Of(name), start).Take(60).SelectMany(state => Of(name).Prepare(problem).Ask(state).Points);
        Assert.All(asked, point => Assert.True(box.Contains(point)));
        var run = Optimizer.Run(problem, Of(name), start, Long);
        Assert.True(run.Outcome is Outcome.Converged or Outcome.Stalled, run.Outcome.ToString());
        var gradient = fit.ValueAndGradient(run.Point).Gradient;
        for (var i = 0; i < n; i++)
            Assert.True(
                run.Point[i] == -0.5 ? gradient[i] >= -1e-6 : run.Point[i] == 0.8 ? gradient[i] <= 1e-6 : Math.Abs(gradient[i]) <= 1e-5,
                $"{run.Outcome} at {run.Point}: {gradient}");
    }, cases: 60);

    [Theory, MemberData(nameof(All))]
    public void Rosenbrock_within_bounds(string name)
    {
        var problem = TestProblems.Rosenbrock();
        var run = Optimizer.Run(Problem.Of(problem.Objective).KeptWithin(new Box([-2, -2], [0.5, 2])), Of(name), problem.Start, Long);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal((0.5, 0.25), (run.Point[0], Math.Round(run.Point[1], 7)));
    }

    [Theory, MemberData(nameof(All))]
    public void A_start_outside_of_the_bounds_is_moved_inside(string name)
    {
        var problem = Problem.Of(TestProblems.Sphere().Objective).KeptWithin(Box.Of(1, 2));
        var run = Optimizer.Run(problem, Of(name), [5, -5], Long);
        Assert.Equal(Vector.Create(1, 1), run.Point);
        Assert.IsType<Outcome.Converged>(run.Outcome);
    }

    [Theory, MemberData(nameof(All))]
    public void A_function_without_a_minimum_is_called_so(string name)
    {
        foreach (var endless in new Objective[]
        {
            Objective.FromGradient("line", 2, x => x[0] - 2 * x[1], _ => Vector.Create(1, -2)),
            Objective.FromGradient("hill", 2, x => -x.Dot(x), x => -2 * x),
            Objective.FromGradient("log", 2, x => x[0] <= 0 ? double.NegativeInfinity : Math.Log(x[0]), x => Vector.Create(1 / x[0], 0)),
        })
        {
            var run = Optimizer.Run(endless, Of(name), [3, 1], Long);
            var failed = Assert.IsType<Outcome.Failed>(run.Outcome);
            Assert.Equal(FailureReason.Unbounded, failed.Reason);
            Assert.Contains("without end", failed.Detail, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Where_the_function_is_not_defined_steps_become_shorter(string name)
    {
        // Its minimum is at 1e-3, and every long step leads below 0.
        var barrier = Objective.FromGradient("barrier", 1, x => x[0] - 1e-3 * Math.Log(x[0]), x => Vector.Create(1 - 1e-3 / x[0]));
        var run = Optimizer.Run(barrier, Of(name), [2], Long);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal(1e-3, run.Point[0], 2e-8);
    }

    [Theory, MemberData(nameof(All))]
    public void A_start_where_the_function_is_not_defined_fails_with_a_sentence(string name)
    {
        var root = Objective.FromGradient("root", 1, x => Math.Sqrt(x[0]), x => Vector.Create(0.5 / Math.Sqrt(x[0])));
        var failed = Assert.IsType<Outcome.Failed>(Optimizer.Run(root, Of(name), [-1], Long).Outcome);
        Assert.Contains("the value is not a number at the start", failed.Detail, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public void A_wrong_gradient_is_no_convergence(string name)
    {
        var wrong = Objective.FromGradient("wrong", 2, x => x.Dot(x), x => -2 * x + Vector.Create(1, 0));
        Assert.IsNotType<Outcome.Converged>(Optimizer.Run(wrong, Of(name), [3, 1], Long).Outcome);
    }

    [Theory, MemberData(nameof(All))]
    public void A_start_at_the_minimum_ends_at_once(string name)
    {
        var run = Optimizer.Run(TestProblems.Sphere().Objective, Of(name), [0, 0], Long);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.True(run.Evaluations <= 7);
    }

    [Theory, MemberData(nameof(All))]
    public void Where_the_gradient_vanishes_and_nothing_changes_it_has_not_converged(string name)
    {
        var well = Objective.FromGradient("well", 1, x => -Math.Exp(-x[0] * x[0]), x => Vector.Create(2 * x[0] * Math.Exp(-x[0] * x[0])));
        var stalled = Assert.IsType<Outcome.Stalled>(Optimizer.Run(well, Of(name), [1e4], Long).Outcome);
        Assert.Contains("flat", stalled.Detail, StringComparison.Ordinal);
        // A flat minimum is one: beside it the value is higher.
        Assert.IsType<Outcome.Converged>(Optimizer.Run(well, Of(name), [0], Long).Outcome);
    }

    [Fact]
    public void Newton_needs_one_step_for_a_quadratic_function()
    {
        var problem = TestProblems.Quadratic([1, 7, 50], rotated: true);
        var run = Optimizer.Run(problem.Objective, new TrustRegionNewton { Radius = 10 }, problem.Start, Long);
        Assert.Equal(1, run.Iterations);
        Assert.IsType<Outcome.Converged>(run.Outcome);
    }

    /// <summary>With exact searches and a memory of all steps these are conjugate gradients: n steps for n coordinates.</summary>
    [Fact]
    public void With_exact_searches_a_quadratic_function_takes_as_many_steps_as_coordinates()
    {
        var problem = TestProblems.Quadratic([1, 3, 10, 40], rotated: true);
        var method = new LBFGS { Search = new StrongWolfe { Curvature = 1e-9 } };
        var run = Optimizer.Run(problem.Objective, method, problem.Start, Long);
        Assert.True(run.Trajectory[4].Value <= 1e-12 * run.Trajectory[0].Value, $"{run.Trajectory[4].Value}");
    }

    [Theory]
    [InlineData(ConjugateForm.HagerZhang)]
    [InlineData(ConjugateForm.HestenesStiefel)]
    [InlineData(ConjugateForm.DaiYuan)]
    public void Conjugate_gradients_with_exact_searches_take_as_many_steps_as_coordinates(ConjugateForm form)
    {
        var problem = TestProblems.Quadratic([1, 3, 10, 40], rotated: true);
        var method = new ConjugateGradients { Form = form, Search = new StrongWolfe { Curvature = 1e-9 } };
        var run = Optimizer.Run(problem.Objective, method, problem.Start, Long);
        Assert.True(run.Trajectory[4].Value <= 1e-12 * run.Trajectory[0].Value, $"{run.Trajectory[4].Value}");
    }

    /// <summary>Nocedal and Wright 2006, theorem 6.4: with exact searches H is the inverse of the Hessian after n steps.</summary>
    [Fact]
    public void BFGS_knows_the_whole_Hessian_of_a_quadratic_function_after_as_many_steps_as_coordinates()
    {
        var matrix = Matrix.Of(3, 3, [4, 1, 0.5, 1, 3, -0.2, 0.5, -0.2, 2]);
        var bowl = Objective.FromGradient("bowl", 3, x => x.Dot(matrix.Times(x)) / 2, x => matrix.Times(x));
        var method = new BFGS { Search = new StrongWolfe { Curvature = 1e-10 } };
        var state = Optimizer.Steps(bowl, method, [1, 0.8, -0.9]).First(state => state.Iteration == 3);
        var inverse = state.Memory.Vectors["Inverse"];
        for (var j = 0; j < 3; j++)
        {
            var column = matrix.Times(Vector.Init(3, i => inverse[3 * i + j]));
            Assert.True((column - Vector.Zero(3).WithElement(j, 1)).Norm() <= 1e-6, $"{column}");
        }
    }

    [Fact]
    public void The_search_of_Hager_and_Zhang_keeps_its_conditions() => Property.Holds(key =>
    {
        var (a, b) = (key.Between(0.5, 4, 0), key.Between(-2, 2, 1));
        var wave = Objective.FromGradient(
            "wave", 1, x => a * x[0] * x[0] + Math.Sin(3 * x[0] + b), x => Vector.Create(2 * a * x[0] + 3 * Math.Cos(3 * x[0] + b)));
        var search = new HagerZhang();
        var method = new BFGS { Search = search, FirstStep = key.Between(0.01, 20, 2) };
        var accepted = Optimizer.Steps(wave, method, [3]).Take(40).Where(state => state.Accepted);
        var iterates = accepted.DistinctBy(state => state.Iteration).ToList();
        Evaluation At(State state) => wave.ValueAndGradient(state.Point);
        foreach (var (one, two) in iterates.Zip(iterates.Skip(1)).Take(4))
        {
            var (step, from, to) = (two.Point - one.Point, At(one), At(two));
            // Nearer to the minimum slopes are compared, and values are rounding.
            if (from.Value - to.Value < 1e-6) break;
            Assert.True(to.Gradient.Dot(step) >= search.Curvature * from.Gradient.Dot(step) - 1e-12);
            // The value has fallen, or the slope is that of a parabola that has: eq. 4.1.
            Assert.True(
                to.Value <= from.Value + search.Decrease * from.Gradient.Dot(step) + 1e-12
                || to.Gradient.Dot(step) <= (2 * search.Decrease - 1) * from.Gradient.Dot(step));
        }
    }, cases: 100);

    [Fact]
    public void Newton_leaves_a_saddle()
    {
        var saddle = Objective.FromGradient(
            "saddle", 2, x => x[0] * x[0] - x[1] * x[1] + Math.Pow(x[1], 4),
            x => Vector.Create(2 * x[0], -2 * x[1] + 4 * Math.Pow(x[1], 3)));
        // From the saddle itself, and from the line that leads into it.
        foreach (var start in new Vector[] { [0, 0], [1, 0], [-3, 0] })
        {
            var run = Optimizer.Run(saddle, new TrustRegionNewton(), start, Long);
            Assert.IsType<Outcome.Converged>(run.Outcome);
            Assert.Equal(-0.25, run.Value, 1e-12);
            Assert.Equal(Math.Sqrt(0.5), Math.Abs(run.Point[1]), 1e-7);
        }
    }

    [Fact]
    public void Conjugate_gradients_find_the_minimum_that_the_assembled_Hessian_finds()
    {
        foreach (var problem in (TestProblem[])
            [TestProblems.ExtendedRosenbrock(40), TestProblems.VariablyDimensioned(), TestProblems.BroydenBanded()])
        {
            var run = Optimizer.Run(problem.Objective, new TrustRegionNewton { AssembledUpTo = 0 }, problem.Start, Long);
            Assert.IsType<Outcome.Converged>(run.Outcome);
            Assert.Equal(problem.Minimum, run.Value, 1e-12);
        }
    }

    [Fact]
    public void Rosenbrock_takes_few_evaluations_of_value_and_gradient()
    {
        var problem = TestProblems.Rosenbrock();
        var newton = Optimizer.Run(problem.Objective, new TrustRegionNewton(), problem.Start, Long);
        var search = Optimizer.Run(problem.Objective, new LBFGS(), problem.Start, Long);
        Assert.All([newton, search], run => Assert.Equal(1, run.Point[0], 1e-8));
        // Counted as the run counts: the products of the Hessian too.
        Assert.InRange(newton.Evaluations, 1, 40);
        Assert.InRange(search.Evaluations, 1, 55);
    }

    /// <summary>An objective in other units of its coordinates and of its value.</summary>
    private sealed class Units(Objective inner, double x, double f) : Objective("units")
    {
        public override PSOptimize.Differentiation.DifferentiationKind Differentiation =>
            PSOptimize.Differentiation.DifferentiationKind.Given;

        public override Information Offers => inner.Offers & (Information.Value | Information.Gradient | Information.HessianProduct);

        protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
        {
            var at = inner.Evaluate(query with { Point = query.Point / x, Direction = query.Direction is { } v ? v / x : null });
            answer.Value = f * at.Value;
            if (answer.Wants(Information.Gradient)) (f / x * at.Gradient).AsSpan().CopyTo(answer.Gradient);
            if (answer.Wants(Information.HessianProduct)) (f / x * at.HessianProduct).AsSpan().CopyTo(answer.HessianProduct);
        }
    }
}
