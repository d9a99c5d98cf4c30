using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;
using PSOptimize.Vectors;
using Box = PSOptimize.Constraints.Box;

namespace PSOptimize.Tests.Methods.DerivativeFree;

public class QuadraticInterpolationTests
{
    private static Vector Symmetric(Key key, int n)
    {
        var cells = key.Normals(n * n);
        return Vector.Init(n * n, k => cells[k] + cells[k % n * n + k / n]);
    }

    private static double ValueOf(QuadraticModel model, Vector way) => model.Gradient.Dot(way) + model.Product(way).Dot(way) / 2;

    /// <summary>
    /// Powell 2004, eq. 1.5 and 1.6: the model has the values, and its Hessian comes nearer to that of a quadratic function by as much as
    /// it changes, in squares of Frobenius' norm.
    /// </summary>
    [Fact]
    public void The_model_has_the_values_and_comes_nearer_to_a_quadratic_function() => Property.Holds(key =>
    {
        var n = 2 + key.Integer(4);
        var function = new QuadraticModel(key.Fold(1).Normals(n), Symmetric(key.Fold(2), n));
        var old = Symmetric(key.Fold(3), n);
        Vector[] ways = [Vector.Zero(n), .. Enumerable.Range(0, 2 * n).Select(k => 0.01 * key.Fold(10 + k).Normals(n))];
        var interpolation = new InterpolationModel(ways);
        var model = interpolation.Through([.. ways.Select(way => ValueOf(function, way))], old);
        foreach (var way in ways) Assert.Equal(ValueOf(function, way), ValueOf(model, way), 1e-9);
        double Square(Vector difference) => difference.Dot(difference);
        var total = Square(function.Hessian - old);
        Assert.Equal(
            total - Square(model.Hessian - old), Square(function.Hessian - model.Hessian), 1e-4 * total);
    }, cases: 100);

    [Fact]
    public void A_Lagrange_function_is_1_at_its_point_and_0_at_the_others() => Property.Holds(key =>
    {
        var n = 2 + key.Integer(3);
        Vector[] ways = [Vector.Zero(n), .. Enumerable.Range(0, 2 * n).Select(k => key.Fold(10 + k).Normals(n))];
        var interpolation = new InterpolationModel(ways);
        for (var k = 1; k < ways.Length; k++)
        {
            var (lagrange, all) = (interpolation.Lagrange(k), interpolation.LagrangeAt(ways[k]));
            for (var j = 0; j < ways.Length; j++)
            {
                Assert.Equal(j == k ? 1 : 0, ValueOf(lagrange, ways[j]), 1e-7);
                Assert.Equal(j == k ? 1 : 0, all[j], 1e-7);
            }
        }
    }, cases: 100);

    [Fact]
    public void The_first_points_lie_on_both_sides_of_the_start_and_within_the_bounds()
    {
        var solver = new QuadraticInterpolation { Radius = 0.25 }.Prepare(
            Problem.Of(TestProblems.Sphere().Objective).KeptWithin(new Box([0, 0], [4, 4])));
        Vector[] wanted = [[2, 0], [3, 0], [1, 0], [2, 1], [2, 2]];
        Assert.Equal(wanted, solver.Ask(solver.Start([2, 0])).Points);
    }

    [Fact]
    public void It_takes_far_fewer_evaluations_than_a_simplex()
    {
        var ratios = new List<double>();
        var tests = TestProblems.All.Select(entry => entry.Default);
        foreach (var test in tests.Where(test => test.Residuals > 0 && test.Dimension is > 1 and < 5))
        {
            long Needed(PSOptimize.Methods.Method method)
            {
                var stop = new StopSettings().RuleFor(test.Objective, method);
                return Optimizer.Run(test.Objective, method, test.Start, new RunOptions { Stop = stop, TraceEvery = 0 }).Evaluations;
            }
            ratios.Add((double)Needed(new QuadraticInterpolation()) / Needed(new NelderMead()));
        }
        // In the median a quarter to a third.
        Assert.InRange(ratios.Order().ElementAt(ratios.Count / 2), 0.1, 0.45);
    }

    [Fact]
    public void At_a_kink_it_has_stalled()
    {
        // A ridge that no model of 2n + 1 points follows.
        var ridge = Objective.FromValue("ridge", 5, x =>
            Enumerable.Range(0, 5).Sum(i => Math.Abs(x[i] + (i < 4 ? 2 * x[i + 1] : 0) - 0.3 * i)));
        var stop = StopRule.Evaluations(5000);
        var run = Optimizer.Run(ridge, new QuadraticInterpolation(), [1.3, 2, 2.7, 3.4, 4.1], new RunOptions { Stop = stop });
        var stalled = Assert.IsType<Outcome.Stalled>(run.Outcome);
        Assert.Contains("kinks", stalled.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_function_is_not_defined_it_keeps_away()
    {
        var barrier = Objective.FromValue("barrier", 2, x => x[0] + x[1] - 1e-2 * Math.Log(x[0]) - 1e-2 * Math.Log(x[1]));
        var run = Optimizer.Run(barrier, new QuadraticInterpolation(), [1, 2], new RunOptions { Stop = StopRule.Evaluations(2000) });
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal(1e-2, run.Point[0], 1e-5);
        Assert.Equal(1e-2, run.Point[1], 1e-5);
    }
}
