using System.Globalization;
using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Methods;
using PSOptimize.Methods.LeastSquares;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;
using PSOptimize.Tests.Objectives.Regression;
using PSOptimize.Tests.Runs.Checkpoints;
using PSOptimize.Vectors;
using Xunit.Abstractions;

namespace PSOptimize.Tests.Methods;

public class LevenbergMarquardtTests(ITestOutputHelper output)
{
    private static readonly RunOptions Ample = new() { Stop = StopRule.Evaluations(1000) };

    private static Run Solve(Problem problem, Vector start, LevenbergMarquardt? method = null) =>
        Optimizer.Run(problem, method ?? new LevenbergMarquardt(), start, Ample);

    private static void Near(double right, double actual, double relative) =>
        Assert.True(Math.Abs(actual - right) <= relative * Math.Abs(right), $"{actual:R}, not {right:R}");

    [Theory]
    [MemberData(nameof(OrdinaryCurves.Names), MemberType = typeof(OrdinaryCurves))]
    public void An_ordinary_curve_is_fitted_from_its_start_alone(string name)
    {
        var curve = OrdinaryCurves.Of(name);
        var run = Solve(curve.Objective, curve.Start);
        output.WriteLine($"{name}: {run.Evaluations} {run.Outcome} {run.Point}");
        Assert.IsType<Outcome.Converged>(run.Outcome);
        var errors = curve.Objective.Fit(run.Point).StandardErrors;
        for (var i = 0; i < curve.Right.Count; i++)
        {
            Near(curve.Right[i], run.Point[i], 2e-9);
            Near(curve.Errors[i], errors[i], 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(OrdinaryCurves.Names), MemberType = typeof(OrdinaryCurves))]
    public void Central_differences_give_six_digits_at_least(string name)
    {
        var curve = OrdinaryCurves.Of(name);
        var run = Solve(curve.ByDifferences, curve.Start);
        output.WriteLine($"{name}: {run.Evaluations} {run.Outcome} {run.Point}");
        Assert.IsType<Outcome.Converged>(run.Outcome);
        for (var i = 0; i < curve.Right.Count; i++) Near(curve.Right[i], run.Point[i], 1e-6);
    }

    [Theory]
    [InlineData("two exponentials", "0..2.9 0.. 0.. 0..", "1 1 1 2", "2.9 0.7800567133 2.093767646 3.806762219", 0.0015436187224)]
    [InlineData("dose and response", "..99 5.. 0.. 0..", "90 6 10 1", "99 5 8.781474466 1.310429932", 1.98687684323)]
    [InlineData("dose and response", "..99 5.. 0.. 0..", "99 5 10 1", "99 5 8.781474466 1.310429932", 1.98687684323)]
    [InlineData("decay with offset", ".. ..380 ..", "90 300 10", "101.643043 380 20.36984569", 4.01784441683)]
    [InlineData("peak on a slope", ".. ..0.01 .. .. ..17", "0 0 30 500 16", "3.362037367 0.01 40.61407645 512.0000014 17", 14.6619497657)]
    [InlineData("growth", ".. ..0.08 0..", "1 0.07 0", "0.6129934505 0.08 0", 127.33838532)]
    public void Within_bounds_it_finds_what_SciPy_finds(string name, string bounds, string start, string right, double squares)
    {
        static double[] Numbers(string text) =>
            [.. text.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        var curve = OrdinaryCurves.Of(name);
        var run = Solve(Problem.Of(curve.Objective).KeptWithin(Box.Parse(bounds)), Numbers(start));
        output.WriteLine($"{name}: {run.Evaluations} {run.Outcome} {run.Point}");
        Assert.IsType<Outcome.Converged>(run.Outcome);
        for (var i = 0; i < run.Point.Count; i++) Near(Numbers(right)[i], run.Point[i], 2e-8);
        Near(squares, curve.Objective.Fit(run.Point).ChiSquared, 1e-10);
    }

    [Fact]
    public void The_residuals_overflow_at_trials_and_the_run_goes_on()
    {
        // From far left, full steps lead to exponents beyond what a double holds.
        var curve = OrdinaryCurves.Of("growth");
        foreach (var rate in (double[])[-0.5, -0.2, 0.3, 2, 9])
        {
            var run = Solve(curve.Objective, [1, rate, 0]);
            output.WriteLine($"{rate}: {run.Evaluations} {run.Iterations} {run.Outcome} {run.Point}");
        }
        var logarithm = Root((p, _) => Math.Log(p[0]), p => 1 / p[0]);
        var ended = Solve(logarithm, [20]);
        Assert.IsType<Outcome.Converged>(ended.Outcome);
        Assert.Equal(1, ended.Point[0], 1e-12);
        Assert.True(ended.Evaluations > ended.Iterations + 1, "no trial was rejected");
    }

    [Theory]
    [MemberData(nameof(OrdinaryCurves.Names), MemberType = typeof(OrdinaryCurves))]
    public void It_ends_from_wherever_it_starts(string name) => Property.Holds(key =>
    {
        // Columns and steps whose squares vanish or overflow.
        var curve = OrdinaryCurves.Of(name);
        var start = Vector.Init(curve.Right.Count, i => curve.Right[i] * Math.Pow(10, key.Fold(i).Uniform(0) * 12 - 6));
        if (key.Uniform(1) < 0.3) start = Vector.Init(start.Count, i => start[i] * Math.Pow(10, key.Fold(i).Uniform(2) * 400 - 200));
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var run = Optimizer.Run(curve.Objective, new LevenbergMarquardt(), start, Ample with { Cancellation = end.Token });
        Assert.False(run.Outcome is Outcome.Cancelled, $"it does not end from {start}");
    }, cases: 100);

    [Fact]
    public void A_Jacobian_of_the_wrong_size_is_refused()
    {
        var solver = new LevenbergMarquardt().Prepare(OrdinaryCurves.Of("growth").Objective);
        var state = solver.Start([1, 0.07, 0], Key.FromSeed(0));
        Evaluation Told(int rows, int columns) => Evaluation.OfResiduals(
            Vector.Repeat(2, 1), Matrix.Of(rows, columns, Vector.Repeat(rows * columns, 1)));
        Assert.Contains("one row per residual: 2, not 3", Assert.Throws<ArgumentException>(() => Told(3, 3)).Message);
        var error = Assert.Throws<ArgumentException>(() => solver.Tell(state, Told(2, 4)));
        Assert.Contains("The row of the Jacobian must have 3 elements; it has 4.", error.Message);
    }

    [Fact]
    public void A_start_that_is_not_finite_fails_with_a_sentence()
    {
        var run = Solve(Root((p, _) => Math.Log(p[0]), p => 1 / p[0]), [-1]);
        Assert.Equal(FailureReason.NotFinite, Assert.IsType<Outcome.Failed>(run.Outcome).Reason);
        Assert.Contains("at the start", run.Outcome.ToString());
        run = Solve(OrdinaryCurves.Of("growth").Objective, [1, 50, 0]);
        Assert.Contains("at the start", run.Outcome.ToString());
    }

    [Fact]
    public void Columns_that_depend_on_each_other_do_no_harm()
    {
        // Only the product of two parameters matters.
        var curve = OrdinaryCurves.Of("decay with offset");
        var function = NistCurves.Function(1, 4, (row, p) => (p(0) * p(3) - p(2)) * Real.Exp(-row(0) / p(1)) + p(2));
        var run = Solve(curve.Fit(NistCurves.Exact(["x"], ["a", "b", "c", "d"], function)), [9, 300, 10, 10]);
        output.WriteLine($"{run.Evaluations} {run.Outcome} {run.Point}");
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Near(curve.Right[0], run.Point[0] * run.Point[3], 2e-9);
        Near(curve.Right[1], run.Point[1], 2e-9);
    }

    [Fact]
    public void A_parameter_without_influence_stays_where_it_is()
    {
        var curve = OrdinaryCurves.Of("decay with offset");
        var function = NistCurves.Function(1, 4, (row, p) => (p(0) - p(2)) * Real.Exp(-row(0) / p(1)) + p(2) + 0 * p(3));
        var run = Solve(curve.Fit(NistCurves.Exact(["x"], ["a", "b", "c", "d"], function)), [90, 300, 10, 0.7]);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal(0.7, run.Point[3]);
        for (var i = 0; i < 3; i++) Near(curve.Right[i], run.Point[i], 2e-9);
    }

    [Fact]
    public void A_curve_through_all_rows_converges()
    {
        var x = Vector.Init(9, i => 0.5 * i);
        var table = Table.OfColumns(["x", "y"], [x, x.Map(t => 3 * Math.Exp(-0.7 * t) + 1)]);
        var function = NistCurves.Function(1, 3, (row, p) => p(0) * Real.Exp(-p(1) * row(0)) + p(2));
        var objective = RegressionObjective.Curve(table, NistCurves.Exact(["x"], ["a", "k", "c"], function), "y");
        var run = Solve(objective, [1, 1, 1]);
        output.WriteLine($"{run.Evaluations} {run.Outcome} {run.Point}");
        Assert.IsType<Outcome.Converged>(run.Outcome);
        foreach (var (right, actual) in ((double[])[3, 0.7, 1]).Zip(run.Point.AsSeq())) Near(right, actual, 1e-14);
    }

    [Fact]
    public void Fewer_rows_than_parameters_are_met_exactly()
    {
        var table = Table.OfColumns(["x", "y"], [[1, 2], [5, 3]]);
        var function = NistCurves.Function(1, 3, (row, p) => p(0) * Real.Exp(-p(1) * row(0)) + p(2));
        var model = NistCurves.Exact(["x"], ["a", "k", "c"], function);
        var run = Solve(RegressionObjective.Curve(table, model, "y", options: new() { AllowUnderdetermined = true }), [1, 1, 1]);
        output.WriteLine($"{run.Evaluations} {run.Outcome} {run.Point}");
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.True(run.Value < 1e-28);
    }

    [Fact]
    public void Linear_problems_take_two_steps_at_most() => Property.Holds(key =>
    {
        var data = Table.OfColumns(["u", "v", "w", "y"],
            [1e3 * key.Fold(0).Normals(30), 1e-3 * key.Fold(1).Normals(30), key.Fold(2).Normals(30), 5 * key.Fold(3).Normals(30)]);
        var objective = RegressionObjective.Linear(data, "y", options: new() { L2 = key.Uniform(4) < 0.5 ? 0 : 1e-3 });
        var start = key.Uniform(5) < 0.5 ? objective.Start() : 10 * key.Fold(6).Normals(4);
        var run = Solve(objective, start);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.True(run.Iterations <= 2, $"{run.Iterations} steps");
        var right = Optimizer.Run(objective, new ClosedForm(), start).Last.Point;
        for (var i = 0; i < 4; i++) Near(right[i], run.Point[i], 1e-9);
    }, cases: 100);

    [Theory]
    [MemberData(nameof(OrdinaryCurves.Names), MemberType = typeof(OrdinaryCurves))]
    public void In_other_units_the_iterates_are_the_same(string name)
    {
        var curve = OrdinaryCurves.Of(name);
        // Powers of two, with which products and quotients are exact: the same iterates to the last bit.
        var (sizes, height) = (Vector.Init(curve.Start.Count, i => Math.Pow(2, 30 - 17 * i)), Math.Pow(2, -40));
        var usual = Solve(curve.Objective, curve.Start);
        var other = Solve(Rescaled(curve, sizes, height), curve.Start.Times(sizes));
        Assert.Equal(usual.Trajectory.Select(row => row.Point), other.Trajectory.Select(row => row.Point.Over(sizes)));
        Assert.Equal(usual.Outcome, other.Outcome);

        (sizes, height) = (Vector.Init(curve.Start.Count, i => i % 2 == 0 ? 1e9 : 1e-7), 1e-12);
        other = Solve(Rescaled(curve, sizes, height), curve.Start.Times(sizes));
        Assert.IsType<Outcome.Converged>(other.Outcome);
        foreach (var (row, scaled) in usual.Trajectory.Zip(other.Trajectory))
            Assert.True((row.Point - scaled.Point.Over(sizes)).Norm() <= 1e-6 * row.Point.Norm(), $"{row} and {scaled}");
    }

    [Fact]
    public void Within_a_box_a_linear_problem_ends_where_the_multipliers_have_the_right_signs() => Property.Holds(key =>
    {
        var (count, rows) = (1 + key.Integer(6, 1), 8);
        var matrix = Matrix.Of(rows, count, key.Fold(2).Normals(rows * count));
        var right = 3 * key.Fold(3).Normals(rows);
        var box = new Box(-1 * key.Fold(4).Uniforms(count), key.Fold(5).Uniforms(count));
        // Starts inside, on a bound, and in a corner.
        var start = box.Project(2 * key.Fold(6).Normals(count));
        var run = Solve(Problem.Of(new Residuals(count, x => (matrix.Times(x) - right, matrix))).KeptWithin(box), start);
        Assert.True(run.Outcome is Outcome.Converged, $"{run.Outcome} at {run.Point} in {box}");
        Assert.True(box.Contains(run.Point));
        var gradient = matrix.TransposedTimes(matrix.Times(run.Point) - right);
        for (var i = 0; i < count; i++)
        {
            var small = 1e-8 * (1 + right.Norm());
            Assert.True(gradient[i] <= small || run.Point[i] == box.Lower[i], $"{gradient} at {run.Point} in {box}");
            Assert.True(gradient[i] >= -small || run.Point[i] == box.Upper[i], $"{gradient} at {run.Point} in {box}");
        }
    });

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    [InlineData(101)]
    public void Valleys_in_pairs_of_coordinates_end_at_their_zero(int dimension)
    {
        // Rosenbrock's residuals; a last coordinate without a partner has to be 1 as well.
        var pairs = dimension / 2;
        var function = new Residuals(dimension, x =>
        {
            var (residuals, jacobian) = (new double[dimension], new double[dimension * dimension]);
            for (var i = 0; i < pairs; i++)
            {
                var (a, b) = (x[2 * i], x[2 * i + 1]);
                (residuals[2 * i], residuals[2 * i + 1]) = (10 * (b - a * a), 1 - a);
                jacobian[2 * i * dimension + 2 * i] = -20 * a;
                jacobian[2 * i * dimension + 2 * i + 1] = 10;
                jacobian[(2 * i + 1) * dimension + 2 * i] = -1;
            }
            if (dimension % 2 == 1) (residuals[^1], jacobian[^1]) = (1 - x[dimension - 1], -1);
            return (residuals, Matrix.Of(dimension, dimension, jacobian));
        });
        var run = Solve(function, Vector.Init(dimension, i => i % 2 == 0 ? -1.2 : 1));
        output.WriteLine($"{run.Evaluations} {run.Outcome}");
        Assert.IsType<Outcome.Converged>(run.Outcome);
        foreach (var x in run.Point) Assert.Equal(1, x, 1e-14);
    }

    [Fact]
    public void A_start_outside_the_box_is_moved_into_it()
    {
        var curve = OrdinaryCurves.Of("decay with offset");
        var run = Solve(Problem.Of(curve.Objective).KeptWithin(Box.Parse("..95 .. ..")), [120, 300, 10]);
        Assert.Equal((95, 300, 10), (run.Trajectory[0].Point[0], run.Trajectory[0].Point[1], run.Trajectory[0].Point[2]));
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal(95, run.Point[0]);
    }

    [Fact]
    public void Where_rounding_hides_the_minimum_it_is_stalled_and_not_converged()
    {
        // The values of single precision, with the Jacobian of the exact function.
        var curve = OrdinaryCurves.Of("decay with offset");
        var model = CurveModel.FromSpans(["x"], ["a", "b", "c"], (row, p, gradient) =>
        {
            var value = new double[1];
            if (gradient.IsEmpty) curve.Function.Values(row, p, value);
            else curve.Function.ValuesAndJacobian(row, p, value, gradient);
            return (float)value[0];
        });
        var run = Solve(curve.Fit(model), curve.Start);
        output.WriteLine($"{run.Evaluations} {run.Outcome} {run.Point}");
        var outcome = Assert.IsType<Outcome.Stalled>(run.Outcome);
        Assert.Equal(1e-10, outcome.Required);
        Assert.True(outcome.Achieved < 1e-4);
        for (var i = 0; i < 3; i++) Near(curve.Right[i], run.Point[i], 1e-5);
    }

    [Fact]
    public void A_start_at_the_minimum_takes_one_evaluation()
    {
        var curve = OrdinaryCurves.Of("logistic growth");
        var there = Solve(curve.Objective, curve.Start).Point;
        var run = Solve(curve.Objective, there);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal((0, 1, there), (run.Iterations, run.Evaluations, run.Point));
    }

    [Fact]
    public void A_transition_takes_one_evaluation_and_is_accepted_if_it_moves()
    {
        var curve = OrdinaryCurves.Of("dose and response");
        var run = Solve(curve.Objective, [50, 20, 50, 3]);
        Assert.Equal(run.Evaluations, run.State.Transition);
        var states = Optimizer.Steps(curve.Objective, new LevenbergMarquardt(), [50, 20, 50, 3])
            .TakeWhile(state => state.Transition <= run.State.Transition).ToList();
        Assert.Contains(states, state => !state.Accepted && state.Iteration > 0);
        foreach (var (before, after) in states.Zip(states.Skip(1)))
        {
            Assert.Equal(after.Accepted, after.Iteration > before.Iteration);
            if (!after.Accepted) Assert.Equal(before.Point, after.Point);
            if (before.Iteration > 0) Assert.True(after.Value <= before.Value * (1 + 1e-13));
        }
    }

    [Fact]
    public void Saved_anywhere_it_goes_on_to_the_same_bits()
    {
        var nist = DataFiles.Nist.Read("MGH09");
        Problem problem = RegressionObjective.Curve(nist.Data, NistCurves.Of("MGH09"), "y");
        problem = problem.KeptWithin(Box.Parse("0.. .. .. 0..")).ScaledBy([1, 2, 0.5, 3]);
        var whole = Solve(problem, nist.Start2);
        Assert.IsType<Outcome.Converged>(whole.Outcome);
        for (var cut = 1; cut < whole.Evaluations; cut += 3)
        {
            var saved = "";
            var until = new RunOptions
            {
                Stop = StopRule.Evaluations(cut), CheckpointEvery = 1, Save = checkpoint => saved = CheckpointFile.Text(checkpoint),
            };
            Optimizer.Run(problem, new LevenbergMarquardt(), nist.Start2, until);
            RunBits.Equal(whole, Optimizer.Resume(problem.Objective, CheckpointFile.Parse(saved, "memory", null), Ample));
        }
    }

    [Fact]
    public void A_ridge_of_the_problem_is_part_of_the_residuals()
    {
        var (data, key) = (DataFiles.Csv("diabetes.csv"), Key.FromSeed(3));
        var objective = RegressionObjective.Linear(data, "progression", options: new() { Standardize = true });
        var problem = Problem.Of(objective).Penalized(0, 0.3);
        var run = Solve(problem, 10 * key.Normals(objective.Dimension));
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.True(problem.Function.ValueAndGradient(run.Point).Gradient.Norm() < 1e-9 * run.Trajectory[0].GradientNorm);
        Assert.True(problem.Function.Value(run.Point) <= run.Value);
    }

    [Fact]
    public void What_it_cannot_solve_is_refused_with_advice()
    {
        var curve = OrdinaryCurves.Of("decay with offset").Objective;
        void Refused(string advice, Problem problem) => Assert.Contains(advice,
            Assert.Throws<ArgumentException>(() => new LevenbergMarquardt().Prepare(problem)).Message, StringComparison.Ordinal);
        Refused("zeros of an L1 penalty", Problem.Of(curve).Penalized(1));
        Refused("zeros of an L1 penalty", RegressionObjective.Curve(curve.Data, (CurveModel)curve.Model, "y", options: new() { L1 = 1 }));
        Refused("offers no residuals", RegressionObjective.Curve(curve.Data, (CurveModel)curve.Model, "y", new HuberLoss()));
        Refused("offers no residuals", TestProblems.Levy(3).Objective);
        Refused("offers no residuals", curve.WithMaximize(true));
        Refused("cannot keep its points in", Problem.Of(curve).KeptWithin(new Simplex(1)));
        Refused("give values and gradients alone", Problem.Of(curve).EqualTo(Objective.FromValue("sum", 3, x => x.Sum())));
    }

    /// <summary>One residual, whose zero is the root of a function of one coordinate.</summary>
    private static Residuals Root(Func<Vector, int, double> value, Func<Vector, double> slope) =>
        new(1, p => ([value(p, 0)], Matrix.Of(1, 1, [slope(p)])));

    /// <summary>The same curve with parameters p·s and targets y·h.</summary>
    private static RegressionObjective Rescaled(OrdinaryCurves curve, Vector sizes, double height)
    {
        var model = CurveModel.FromSpans(["x"], [.. ((CurveModel)curve.Objective.Model).ParameterNames], (row, p, gradient) =>
        {
            var (value, original) = (new double[1], Vector.Copy(p).Over(sizes));
            if (gradient.IsEmpty) curve.Function.Values(row, original.AsSpan(), value);
            else curve.Function.ValuesAndJacobian(row, original.AsSpan(), value, gradient);
            for (var i = 0; i < gradient.Length; i++) gradient[i] *= height / sizes[i];
            return height * value[0];
        });
        return RegressionObjective.Curve(Table.OfColumns(["x", "y"], [curve.Inputs, height * curve.Targets]), model, "y");
    }

    /// <summary>A sum of squares from its residuals and their Jacobian.</summary>
    private sealed class Residuals : Objective
    {
        private readonly Func<Vector, (Vector, Matrix)> _function;

        public Residuals(int dimension, Func<Vector, (Vector, Matrix)> function) : base("residuals") =>
            (Dimension, _function) = (dimension, function);

        public override DifferentiationKind Differentiation => DifferentiationKind.Given;

        public override Information Offers => base.Offers | Information.Residuals | Information.Jacobian;

        protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
        {
            var (residuals, jacobian) = _function(query.Point);
            answer.Set(Evaluation.OfResiduals(residuals, jacobian));
        }
    }
}
