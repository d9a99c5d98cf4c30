using PSOptimize.Objectives;
using PSOptimize.Objectives.Decorators;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives;

/// <summary>What objectives offer beside value and gradient, and that all parts of an answer say the same.</summary>
public class InformationTests
{
    private const Information LeastSquares = Information.Value | Information.Gradient | Information.Residuals | Information.Jacobian;

    public static TheoryData<string> Fits => ["linear", "ridge", "weighted", "reduced", "curve", "batch"];

    [Theory, MemberData(nameof(Fits))]
    public void Half_the_square_of_the_residuals_is_the_value_and_their_Jacobian_gives_the_gradient(string fit)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var key = Key.FromSeed(seed);
            var objective = Fit(fit, key);
            var point = key.Fold(5).Normals(objective.Dimension).Map(x => 1 + x / 5);
            var draw = fit == "batch" ? new Draw(key, seed) : default;
            var known = objective.Evaluate(new Query(point, LeastSquares), draw);
            Assert.Equal(known.Value, known.Residuals.Dot(known.Residuals) / 2, 1e-12 * (1 + known.Value));
            var gradient = known.Jacobian.TransposedTimes(known.Residuals);
            Assert.True((gradient - known.Gradient).Norm() <= 1e-12 * (1 + known.Gradient.Norm()), $"{gradient}, not {known.Gradient}");
        }
    }

    [Fact]
    public void A_loss_that_is_no_sum_of_squares_offers_no_residuals()
    {
        var data = Data(Key.FromSeed(1));
        Assert.Equal(LeastSquares, RegressionObjective.Linear(data, "y", ["x"]).Offers);
        var valueAndGradient = Information.Value | Information.Gradient;
        Assert.Equal(valueAndGradient, RegressionObjective.Linear(data, "y", ["x"], new HuberLoss()).Offers);
        Assert.Equal(valueAndGradient, RegressionObjective.Linear(data, "y", ["x"], options: new() { L1 = 0.1 }).Offers);
        Assert.Equal(valueAndGradient, Problem.Of(RegressionObjective.Linear(data, "y", ["x"])).Penalized(0.1).Function.Offers);
    }

    [Property]
    public void Differences_of_gradients_give_the_Hessian_of_Rosenbrock(Key key)
    {
        var (point, direction) = (key.Fold(0).Normals(2), key.Fold(1).Normals(2));
        var objective = new HessianProductObjective(TestProblems.Rosenbrock().Objective);
        var (x, y) = (point[0], point[1]);
        var hessian = Matrix.OfRows([1200 * x * x - 400 * y + 2, -400 * x], [-400 * x, 200]);
        var known = objective.Evaluate(new Query(point, Information.Value | Information.Gradient | Information.HessianProduct, direction));
        var expected = hessian.Times(direction);
        Assert.True((known.HessianProduct - expected).Norm() <= 1e-6 * (1 + expected.Norm()), $"{known.HessianProduct}, not {expected}");
        Assert.Equal(TestProblems.Rosenbrock().Objective.ValueAndGradient(point).Gradient, known.Gradient);
        Assert.Equal(3, objective.Cost(Information.HessianProduct, 2));
    }

    [Property]
    public void The_parts_of_a_scaled_evaluation_obey_the_chain_rule(Key key)
    {
        var objective = new Everything.LeastSquares(3);
        var (u, v, scale) = (key.Fold(0).Normals(3), key.Fold(1).Normals(3), key.Fold(2).Uniforms(3).Map(s => 0.5 + s));
        // f(su) in u: its own derivatives by differences of its own values.
        var scaled = Objective.FromValue("scaled", 3, w => objective.Value(w.Times(scale)));
        var all = objective.Evaluate(new Query(u.Times(scale), LeastSquares | Information.HessianProduct, v.Times(scale))).Scaled(scale);
        var expected = scaled.ValueAndGradient(u);
        Assert.True((all.Gradient - expected.Gradient).Norm() < 1e-7 * (1 + expected.Gradient.Norm()));
        Assert.True((all.Jacobian.TransposedTimes(all.Residuals) - all.Gradient).Norm() < 1e-12 * (1 + all.Gradient.Norm()));
        // For least squares H = JᵀJ.
        var product = all.Jacobian.TransposedTimes(all.Jacobian.Times(v));
        Assert.True((product - all.HessianProduct).Norm() < 1e-12 * (1 + all.HessianProduct.Norm()));
    }

    [Fact]
    public void A_query_beyond_what_is_offered_is_an_error_that_names_both()
    {
        var query = new Query([1, 2], Information.Jacobian);
        var error = Assert.Throws<InvalidOperationException>(() => TestProblems.Sphere().Objective.Evaluate(query));
        Assert.Contains("Sphere offers the value and the gradient, not the Jacobian", error.Message, StringComparison.Ordinal);
    }

    private static Table Data(Key key) => Table.OfColumns(["x", "y", "s"],
        [key.Fold(0).Normals(20), key.Fold(1).Normals(20), key.Fold(2).Uniforms(20).Map(s => 0.5 + s)]);

    private static RegressionObjective Fit(string kind, Key key) => kind switch
    {
        "linear" => RegressionObjective.Linear(Data(key), "y", ["x"]),
        "ridge" => RegressionObjective.Linear(Data(key), "y", ["x"], options: new() { L2 = 0.3, Standardize = true }),
        "weighted" => RegressionObjective.Linear(Data(key), "y", ["x"], new SumOfSquaresLoss(), new() { Sigma = "s" }),
        "batch" => RegressionObjective.Linear(Data(key), "y", ["x"], options: new() { BatchSize = 6 }),
        _ => RegressionObjective.Curve(
            Data(key), CurveModel.FromFunctionAndGradient(["x"], ["a", "k"], (row, p) =>
                Evaluation.Of(
                    p[0] * Math.Exp(-p[1] * row[0]),
                    Vector.Create(Math.Exp(-p[1] * row[0]), -p[0] * row[0] * Math.Exp(-p[1] * row[0])))), "y",
            kind == "reduced" ? new ReducedChiSquaredLoss() : null, kind == "reduced" ? new() { Sigma = "s" } : null),
    };
}
