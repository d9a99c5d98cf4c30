using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.LeastSquares;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Fits;
using PSOptimize.Tests.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Fits;

/// <summary>A fit that was saved predicts with the same bits, and holds nothing of the rows that were fitted.</summary>
public class SavedFitTests
{
    private static void Same(Vector expected, Vector actual) => Assert.Equal(expected.Bits(), actual.Bits());

    [Fact]
    public void A_curve_predicts_with_the_same_bits_once_it_is_given_its_function()
    {
        double[] x = [.02, .02, .06, .06, .11, .11, .22, .22, .56, .56, 1.1, 1.1];
        double[] y = [76.123456, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200];
        var rows = Table.OfColumns(["x", "y", "s"], [Vector.Create(x), Vector.Create(y), Vector.OfSeq(x.Select(one => 5 + 10 * one))]);
        var curve = CurveModel.FromFunction(["x"], ["a", "b"], (row, p) => p[0] * row[0] / (p[1] + row[0]))
            .WithSource("a x / (b + x)");
        var objective = RegressionObjective.Curve(rows, curve, "y", options: new() { Sigma = "s" });
        var fit = objective.Fit(Optimizer.Run(objective, new LevenbergMarquardt(), Vector.Create(200, .05)).Point);
        var saved = SavedFit.FromJson(SavedFit.Of(fit).Json);
        Assert.True(saved.NeedsCurve);
        Assert.Equal("a x / (b + x)", saved.Source);
        Assert.Equal(fit.Estimates, saved.Estimates);
        Assert.DoesNotContain("76.123456", saved.Json);
        var (there, model) = (Table.OfColumns(["x", "s"], [Vector.Create(.3, .5), Vector.Create(1, 2)]), saved.Predictor(curve));
        Same(fit.Predict(there), model.Predict(there));
        Same(fit.ConfidenceBand(there).Lower, model.ConfidenceBand(there).Lower);
        Same(fit.PredictionBand(there).Upper, model.PredictionBand(there).Upper);
        Assert.Contains("give it", Assert.Throws<ArgumentException>(() => saved.Predictor()).Message);
        var other = CurveModel.FromFunction(["x"], ["a", "k"], (_, _) => 0);
        Assert.Contains("fitted were a, b", Assert.Throws<ArgumentException>(() => saved.Predictor(other)).Message);
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("logistic")]
    [InlineData("softmax")]
    [InlineData("network")]
    public void Other_models_need_nothing_else(string kind)
    {
        var iris = DataFiles.Csv("iris.csv");
        var options = new RegressionOptions { Standardize = true };
        string[] features = ["petalLength", "petalWidth"];
        var objective = kind switch
        {
            "linear" => RegressionObjective.Linear(iris, "sepalLength", features, options: new()),
            "logistic" => RegressionObjective.Logistic(iris.Where("species", "1", "2"), "species", features, options),
            "softmax" => RegressionObjective.Softmax(iris, "species", features, new RegressionOptions { Standardize = true, L2 = .01 }),
            _ => RegressionObjective.Classifier(iris, "species", [5], Activation.Tanh, features, options: new() { MinMax = true }),
        };
        var fit = objective.Fit(Optimizer.Run(objective, new LBFGS(), objective.Start(), new RunOptions()).Point);
        var model = SavedFit.FromJson(SavedFit.Of(fit).Json).Predictor();
        if (objective.Classes.Count > 0)
        {
            Assert.Equal(fit.PredictClasses(iris), model.PredictClasses(iris));
            var (expected, actual) = (fit.PredictProbabilities(iris)[1], model.PredictProbabilities(iris)[1]);
            // The last bit of what a network gives depends on how far the runtime has compiled it.
            if (kind == "network") Assert.True((expected - actual).Norm() <= 1e-14 * expected.Norm());
            else Same(expected, actual);
        }
        if (objective.Model.Outputs > 1) return;
        Same(fit.Predict(iris), model.Predict(iris));
        Assert.False(double.IsNaN(fit.ConfidenceBand(iris).Lower[0]));
        Same(fit.ConfidenceBand(iris).Lower, model.ConfidenceBand(iris).Lower);
    }

    [Fact]
    public void A_text_that_is_none_is_an_error()
    {
        var data = DataFiles.Csv("diabetes.csv");
        var objective = RegressionObjective.Linear(data, "progression");
        var text = SavedFit.Of(objective.Fit(objective.Start())).Json;
        Assert.Equal(CheckpointError.Foreign, Assert.Throws<CheckpointException>(() => SavedFit.FromJson("""{"a":1}""")).Error);
        foreach (var damaged in new[] { text[..^9], text.Replace("\"outputs\":1", "\"outputs\":2"), "" })
            Assert.Equal(CheckpointError.Damaged, Assert.Throws<CheckpointException>(() => SavedFit.FromJson(damaged)).Error);
    }
}
