using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.LeastSquares;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>
/// The weights of rows. The numbers are those of statsmodels 0.13 (WLS; GLM with freq_weights) and lmfit 1.1 (leastsq with weights √w,
/// xtol = ftol = gtol = 1e-15), on the rows of Puromycin of Bates and Watts 1988 and on the twelve rows of two classes of FitTests.
/// </summary>
public class WeightTests
{
    private static readonly double[] Substrate = [.02, .02, .06, .06, .11, .11, .22, .22, .56, .56, 1.1, 1.1];
    private static readonly double[] Rate = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200];
    private static readonly double[] Weights = [1, 2, 3, 1, .5, 4, 2, 2, 1, 5, .25, 3];

    private static readonly Table Rows = Table.OfColumns(["x", "y", "w", "s"], [Vector.Create(Substrate), Vector.Create(Rate),
        Vector.Create(Weights), Vector.OfSeq(Weights.Select(w => 1 / Math.Sqrt(w)))]);

    private static readonly CurveModel Curve = CurveModel.FromFunctionAndGradient(["x"], ["a", "b"], (row, p) =>
    {
        var below = p[1] + row[0];
        return Evaluation.Of(p[0] * row[0] / below, Vector.Create(row[0] / below, -p[0] * row[0] / (below * below)));
    });

    private static void Near(double expected, double actual, double tolerance = 1e-6) =>
        Assert.Equal(expected, actual, tolerance * Math.Abs(expected));

    [Fact]
    public void Of_a_line_are_those_of_statsmodels()
    {
        var objective = RegressionObjective.Linear(Rows.Rows([.. Enumerable.Range(0, 12)]), "y", ["x"], options: new() { Weight = "w" });
        var fit = objective.Fit(Optimizer.Run(objective, new ClosedForm(), objective.Start()).Point);
        Near(112.61785074066381, fit.Coefficients[0], 1e-10);
        Near(108.5095072776924, fit.Coefficients[1], 1e-10);
        Near(26.568788581162064, fit.StandardErrors[0], 1e-10);
        Near(13.166052039312358, fit.StandardErrors[1], 1e-10);
        Near(2175.947999378049, fit.ReducedChiSquared, 1e-10);
        Near(.6424332925253405, fit.RSquared, 1e-10);
        Near(-59.448172894321075, fit.LogLikelihood, 1e-10);
        var there = Table.OfColumns(["x", "w"], [Vector.Create(.3, .5), Vector.Repeat(2, 1)]);
        Near(9.46230849, fit.ConfidenceBand(there).StandardErrors[0], 1e-8);
        Near(36.24192989, fit.PredictionBand(there).Lower[0], 1e-8);
        Near(271.21527638, fit.PredictionBand(there).Upper[1], 1e-8);
        Assert.True(double.IsNaN(fit.PredictionBand(Rows.Rows([0]).Rows([0])).Lower[0]) == false);
    }

    [Fact]
    public void Of_a_curve_are_those_of_lmfit_relative_unless_they_are_said_as_sigma()
    {
        var weighted = RegressionObjective.Curve(Rows, Curve, "y", options: new() { Weight = "w" });
        var fit = weighted.Fit(Optimizer.Run(weighted, new LevenbergMarquardt(), Vector.Create(200, .05)).Point);
        Near(216.3332338729632, fit.Coefficients[0]);
        Near(.06722435751908945, fit.Coefficients[1]);
        Near(5.997395427818217, fit.StandardErrors[0]);
        Near(.007526637469373157, fit.StandardErrors[1]);
        Near(1789.330396650912, fit.ChiSquared, 1e-9);
        // The same weights as standard deviations are trusted, or known up to a factor.
        var sigma = RegressionObjective.Curve(Rows, Curve, "y", options: new() { Sigma = "s" });
        Near(.4483502480792113, sigma.Fit(fit.Point).StandardErrors[0]);
        Near(.000562672549644333, sigma.Fit(fit.Point).StandardErrors[1]);
        Near(5.997395427818217, sigma.Fit(fit.Point, new FitOptions { RelativeSigma = true }).StandardErrors[0]);
    }

    [Fact]
    public void Of_classes_count_equal_rows()
    {
        double[] c = [0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1], v = [2, 1, 4, 3, 6, 2, 1, 5, 3, 4, 1, 2];
        double[] w = [1, 2, 1, 3, 1, 1, 2, 1, 1, 4, 1, 2];
        var data = Table.OfColumns(["x", "v", "c", "w"],
            [Vector.Init(12, i => i + 1), Vector.Create(v), Vector.Create(c), Vector.Create(w)]);
        var objective = RegressionObjective.Logistic(data, "c", options: new() { Weight = "w" });
        var fit = objective.Fit(Optimizer.Run(objective, new LBFGS(), objective.Start()).Point);
        Near(.15507001181486088, fit.Coefficients[0]);
        Near(-.7940947690515495, fit.Coefficients[2]);
        Near(.13880394079367225, fit.StandardErrors[0]);
        Near(.33344502730090414, fit.StandardErrors[1]);
        Near(1.318115904286779, fit.StandardErrors[2]);
        Near(-13.029469413400308, fit.LogLikelihood, 1e-9);
        // Two classes of a softmax are the same model: their contrast has these errors.
        var softmax = RegressionObjective.Softmax(data, "c", options: new() { Weight = "w" });
        var contrasts = softmax.Fit(Optimizer.Run(softmax, new LBFGS(), softmax.Start()).Point).Contrasts;
        Near(.13880394079367225, contrasts[0].StandardError, 1e-5);
    }

    [Property(MaxTest = 50)]
    public void That_are_whole_are_rows_that_many_times(Key key)
    {
        int[] counts = [.. Enumerable.Range(0, 12).Select(i => 1 + (int)(3 * key.Uniform(i)))];
        var repeated = Rows.Rows([.. Enumerable.Range(0, 12).SelectMany(i => Enumerable.Repeat(i, counts[i]))]);
        var weighted = Table.OfColumns(["x", "y", "w"],
            [Vector.Create(Substrate), Vector.Create(Rate), Vector.Init(12, i => (double)counts[i])]);
        var point = Vector.Create(key.Between(100, 300, 20), key.Between(.01, .2, 21));
        foreach (ResidualLoss loss in new ResidualLoss[] { new SumOfSquaresLoss(), new HuberLoss(), new CauchyLoss() })
        {
            var (one, other) = (RegressionObjective.Curve(weighted, Curve, "y", loss, new() { Weight = "w" }),
                RegressionObjective.Curve(repeated, Curve, "y", loss));
            var factor = loss is SumOfSquaresLoss ? 1 : repeated.RowCount / 12.0;
            var (left, right) = (one.ValueAndGradient(point), other.ValueAndGradient(point));
            Near(factor * right.Value, left.Value, 1e-12);
            Near(factor * right.Gradient[1], left.Gradient[1], 1e-10);
        }
    }

    [Fact]
    public void Of_a_robust_loss_leave_no_errors()
    {
        var objective = RegressionObjective.Curve(Rows, Curve, "y", new HuberLoss(), new() { Weight = "w" });
        var fit = objective.Fit(Optimizer.Run(objective, new LBFGS(), Vector.Create(200, .05)).Point);
        Assert.Equal("weights of a robust loss", fit.Note);
        Assert.True(double.IsNaN(fit.StandardErrors[0]));
    }

    [Fact]
    public void Below_zero_and_missing_are_errors()
    {
        var bad = Table.OfColumns(["x", "y", "w"], [Vector.Create(1, 2, 3), Vector.Create(1, 2, 4), Vector.Create(1, 0, 2)]);
        var error = Assert.Throws<InvalidDataException>(() => RegressionObjective.Linear(bad, "y", ["x"], options: new() { Weight = "w" }));
        Assert.Equal("Row 2, column w is 0: it must be a weight above 0.", error.Message);
        Assert.Throws<ArgumentException>(() => RegressionObjective.Linear(bad, "y", ["x"], options: new() { Weight = "v" }));
    }
}
