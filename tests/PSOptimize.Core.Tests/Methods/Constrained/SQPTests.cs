using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Constraints;
using PSOptimize.Methods.Constrained;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Tests.Objectives;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Tests.Methods.Constrained;

public class SQPTests
{
    private static readonly RunOptions Ample = new() { Stop = StopRule.Evaluations(2000) };

    private static readonly Objective Near = Objective.FromGradient(
        "near", 2, x => Math.Pow(x[0] - 2, 2) + Math.Pow(x[1] - 1, 2), x => Vector.Create(2 * (x[0] - 2), 2 * (x[1] - 1)));

    private static Objective Linear(string name, double constant, params double[] slopes) =>
        Objective.FromGradient(name, slopes.Length, x => x.Dot(Vector.Create(slopes)) + constant, _ => Vector.Create(slopes));

    [Fact]
    public void It_takes_few_evaluations()
    {
        var evaluations = HockSchittkowskiTests.All
            .Select(one => Optimizer.Run(one.Objective, new SQP(), one.Start, Ample).Evaluations).Order().ToList();
        Assert.InRange(evaluations[evaluations.Count / 2], 1, 15);
    }

    /// <summary>Against all active sets, one after the other.</summary>
    [Property]
    public void A_quadratic_program_is_solved(Key key)
    {
        var (n, equations, rows) = (1 + key.Integer(4, 0), 0, 1 + key.Integer(5, 1));
        if (n > 1) equations = key.Integer(Math.Min(n, rows), 2);
        var square = Matrix<double>.Build.Dense(n, n, (i, j) => key.Fold(10 + i * n + j).Normals(1)[0]);
        var curvature = square * square.Transpose() + 0.1 * Matrix<double>.Build.DenseIdentity(n);
        var gradient = Drawn(100, n);
        var normals = Enumerable.Range(0, rows).Select(j => Drawn(200 + j, n)).ToList();
        var heights = Drawn(300, rows).ToArray();
        var solution = QuadraticProgram.Solve(gradient, QuadraticProgram.Root(curvature)!, normals, heights, new double[rows], equations);
        var best = double.PositiveInfinity;
        for (var chosen = 0; chosen < 1 << (rows - equations); chosen++)
        {
            int[] active = [.. Enumerable.Range(0, rows).Where(j => j < equations || (chosen >> (j - equations) & 1) != 0)];
            if (active.Length > n) continue;
            var system = Matrix<double>.Build.Dense(n + active.Length, n + active.Length, (i, j) => (i < n, j < n) switch
            {
                (true, true) => curvature[i, j],
                (true, false) => normals[active[j - n]][i],
                (false, true) => normals[active[i - n]][j],
                _ => 0,
            });
            var step = system.Solve(Vector<double>.Build.Dense(
                n + active.Length, i => i < n ? -gradient[i] : -heights[active[i - n]])).SubVector(0, n);
            var holds = Enumerable.Range(0, rows).All(j => normals[j].DotProduct(step) + heights[j] <= 1e-7 || j < equations);
            if (holds) best = Math.Min(best, Value(step));
        }
        Assert.Equal(double.IsFinite(best), solution is not null);
        if (solution is null) return;
        Assert.Equal(best, Value(solution.Step), 1e-6 * (1 + Math.Abs(best)));
        var sum = gradient + curvature * solution.Step;
        for (var j = 0; j < rows; j++)
        {
            var height = normals[j].DotProduct(solution.Step) + heights[j];
            Assert.InRange(height, j < equations ? -1e-7 : double.NegativeInfinity, 1e-7);
            if (j >= equations) Assert.True(solution.Multipliers[j] >= 0 && solution.Multipliers[j] * Math.Abs(height) <= 1e-6);
            sum += solution.Multipliers[j] * normals[j];
        }
        Assert.True(sum.L2Norm() <= 1e-6 * (1 + gradient.L2Norm()));

        double Value(Vector<double> step) => gradient.DotProduct(step) + step.DotProduct(curvature * step) / 2;
        Vector<double> Drawn(int fold, int count) => Vector<double>.Build.Dense(key.Fold(fold).Normals(count).ToArray());
    }

    /// <summary>Powers of 2 change no digit, in whatever unit coordinates, values and constraints are.</summary>
    [Property(MaxTest = 100)]
    public void Other_units_give_the_same_iterates(Key key)
    {
        var all = HockSchittkowskiTests.All.ToList();
        var one = all[key.Integer(all.Count, 0)];
        var (x, f, c) = (Power(1, 20), Power(2, 30), Power(3, 20));
        var problem = Problem.Of(one.Objective);
        var other = Problem.Of(InUnits(problem.Objective, f))
            .KeptWithin(problem.Within is Box box ? Bounds(box) : null)
            .EqualTo([.. problem.Equations.Select(equation => InUnits(equation, c))])
            .AtMost([.. problem.Inequalities.Select(inequality => InUnits(inequality, c))]);
        var left = Optimizer.Run(problem, new SQP(), one.Start, Ample);
        var right = Optimizer.Run(other, new SQP(), x * one.Start, Ample);
        // The size of a start at 0 is 1 in any unit.
        if (one.Start.Norm() == 0) return;
        foreach (var (a, b) in left.Trajectory.Zip(right.Trajectory).Take(8))
            Assert.True((a.Point - b.Point / x).Norm() <= 1e-8 * (1 + a.Point.Norm()), $"{one}: {a.Point}, {b.Point / x}");
        Assert.Equal(left.Outcome.Kind, right.Outcome.Kind);
        Assert.Equal(left.Value, right.Value / f, 1e-8 * (1 + Math.Abs(left.Value)));

        double Power(int fold, int range) => Math.Pow(2, key.Integer(2 * range, fold) - range);
        Box Bounds(Box known)
        {
            var bounds = known.ForDimension(one.Start.Count);
            return new Box(x * bounds.Lower, x * bounds.Upper);
        }

        Objective InUnits(Objective function, double unit) => Objective.FromValueAndGradient(function.Name, one.Start.Count, at =>
            function.ValueAndGradient(at / x) is var told ? Evaluation.Of(unit * told.Value, unit / x * told.Gradient) : null!);
    }

    [Fact]
    public void A_constant_in_the_value_changes_nothing_but_rounding()
    {
        foreach (var number in new[] { 7, 39, 43, 71, 100 })
        {
            var one = TestProblems.Find($"HS{number}")!.Default;
            var inner = one.Objective;
            var lifted = Problem.Of(inner).WithObjective(Objective.FromValueAndGradient("lifted", one.Start.Count, x =>
                inner.ValueAndGradient(x) is var at ? Evaluation.Of(at.Value + 1e6, at.Gradient) : null!));
            var run = Optimizer.Run(lifted, new SQP(), one.Start, Ample);
            Assert.True(run.Outcome is Outcome.Converged or Outcome.Stalled, $"HS{number}: {run.Outcome}");
            Assert.Equal(one.Minimum, run.Value - 1e6, 1e-6 * Math.Max(1, Math.Abs(one.Minimum)));
        }
    }

    [Fact]
    public void Constraints_that_contradict_each_other_are_said_to_with_the_least_violation()
    {
        foreach (var (violation, problem) in new[]
        {
            (0.5, Problem.Of(Near).AtMost(Linear("above", 1, -1, 0), Linear("below", 0, 1, 0))),
            (0.5, Problem.Of(Near).EqualTo(Linear("one", -1, 1, 1), Linear("two", -2, 1, 1))),
            (6, Problem.Of(Near).EqualTo(Linear("far", -10, 1, 1)).KeptWithin(Box.Of(0, 2))),
        })
        {
            var stalled = Assert.IsType<Outcome.Stalled>(Optimizer.Run(problem, new SQP(), [0.3, 0.4], Ample).Outcome);
            Assert.Equal("no point near here satisfies all constraints", stalled.Detail);
            Assert.Equal(violation, stalled.Achieved, 1e-4);
        }
    }

    [Fact]
    public void Constraints_that_say_the_same_do_no_harm()
    {
        var sum = Linear("sum", -2, 1, 1);
        var run = Optimizer.Run(Problem.Of(Near).EqualTo(sum, Linear("twice", -4, 2, 2)).AtMost(sum), new SQP(), [5, 5], Ample);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.True((run.Point - Vector.Create(1.5, 0.5)).Norm() <= 1e-12, run.Point.ToString());
    }

    /// <summary>∇f + λ∇h = 0 at the minimum; at the maximum of −f, λ has the sign that ∇(−f) asks for.</summary>
    [Fact]
    public void Multipliers_have_their_sign()
    {
        var sum = Linear("sum", -2, 1, 1);
        var run = Optimizer.Run(Problem.Of(Near).EqualTo(sum), new SQP(), [5, 5], Ample);
        Assert.Equal(1, run.Multipliers[0], 1e-9);
        var negative = Objective.FromValueAndGradient("negative", 2, x => Near.ValueAndGradient(x).Negated()).WithMaximize(true);
        var other = Optimizer.Run(Problem.Of(negative).EqualTo(sum), new SQP(), [5, 5], Ample);
        var lagrangian = Optimizer.Run(
            Problem.Of(negative).EqualTo(sum), new PSOptimize.Methods.Curvature.LBFGS(), [5, 5], Ample);
        Assert.Equal(lagrangian.Multipliers[0], other.Multipliers[0], 1e-6);
    }

    [Fact]
    public void A_weight_of_equations_is_refused()
    {
        var problem = Problem.Of(Near).EqualTo(Linear("sum", -2, 1, 1)).WithEquationWeight(3);
        var error = Assert.Throws<ArgumentException>(() => new SQP().Prepare(problem));
        Assert.Contains("augmented Lagrangian, such as LBFGS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_falls_without_end_is_called_so()
    {
        var line = Linear("line", 0, 1, -2);
        var failed = Assert.IsType<Outcome.Failed>(
            Optimizer.Run(Problem.Of(line).AtMost(Linear("half", 0, 1, 0)), new SQP(), [3, 1], Ample).Outcome);
        Assert.Equal(FailureReason.Unbounded, failed.Reason);
    }

    [Fact]
    public void Where_the_function_is_not_defined_steps_become_shorter()
    {
        var barrier = Objective.FromGradient("barrier", 2, x => x[0] - 1e-3 * Math.Log(x[0]) + x[1] * x[1],
            x => Vector.Create(1 - 1e-3 / x[0], 2 * x[1]));
        var run = Optimizer.Run(Problem.Of(barrier).EqualTo(Linear("half", -0.5, 0, 1)), new SQP(), [2, 2], Ample);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal(1e-3, run.Point[0], 1e-8);
    }
}
