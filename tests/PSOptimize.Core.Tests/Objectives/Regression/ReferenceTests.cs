using System.Text.Json;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>Optima of penalised regressions against those of scikit-learn; see Data/README.md.</summary>
public class ReferenceTests
{
    private static readonly MomentumDescent Method = new() { LearningRate = 0.1, Momentum = 0.93 };

    private static Run Minimise(RegressionObjective objective, MomentumDescent method, double gradient, long limit)
    {
        var stop = StopRule.GradientNorm(gradient).Or(StopRule.Iterations(limit));
        return Optimizer.Run(objective, method, objective.Start(), new RunOptions { Stop = stop, TraceEvery = 0 });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Ridge_lasso_and_elastic_net_of_the_diabetes_data(int index)
    {
        var solution = DataFiles.Solutions("diabetes-penalised.json")[index];
        var objective = RegressionObjective.Linear(DataFiles.Csv("diabetes.csv"), "progression",
            options: new() { Standardize = true, L1 = solution.Number("l1"), L2 = solution.Number("l2") });
        var run = Minimise(objective, Method with { LearningRate = 0.6 / (4 + solution.Number("l2")) }, 1e-8, 50_000);

        Assert.Equal(OutcomeKind.Converged, run.Outcome.Kind);
        Assert.Equal(solution.Number("objective"), run.Value, 1e-9 * solution.Number("objective"));
        var coefficients = solution.Numbers("coefficients");
        for (var i = 0; i < coefficients.Length; i++)
        {
            Assert.Equal(coefficients[i], run.Point[i], 1e-6);
            if (coefficients[i] == 0) Assert.Equal(0.0, run.Point[i]);
        }
        Assert.Equal(solution.Number("intercept"), run.Point[^1], 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Logistic_regression_of_two_irises(int index)
    {
        var solution = DataFiles.Solutions("iris-logistic.json")[index];
        var objective = RegressionObjective.Logistic(DataFiles.Csv("iris.csv").Where("species", "1", "2"), "species",
            options: new() { Standardize = true, L2 = solution.Number("l2") });
        var run = Minimise(objective, Method with { LearningRate = 1 }, 1e-9, 100_000);

        Assert.Equal(solution.Number("objective"), run.Value, 1e-9);
        Assert.Equal(OutcomeKind.Converged, run.Outcome.Kind);
        var weights = solution.Numbers("weights");
        for (var i = 0; i < weights.Length; i++) Assert.Equal(weights[i], run.Point[i], 1e-6);
        Assert.Equal(solution.Number("bias"), run.Point[^1], 1e-6);
    }

    /// <summary>The rates that about_PSOptimize_Fits recommends: the curvature of standardised columns is at most their number.</summary>
    [Property(MaxTest = 100)]
    public void The_documented_rates_converge_however_the_columns_correlate(Key key)
    {
        var (columns, correlation) = (1 + key.Integer(15, 0), 0.97 * key.Uniform(1));
        var common = key.Fold(0).Normals(80);
        var rest = Math.Sqrt(1 - correlation * correlation);
        Vector[] inputs = [.. Enumerable.Range(1, columns).Select(i => correlation * common + rest * key.Fold(i).Normals(80))];
        string[] names = [.. inputs.Select((_, i) => $"x{i}")];
        var target = inputs[0] - 2 * inputs[^1] + key.Fold(99).Normals(80);
        var data = Table.OfColumns([.. names, "y", "class", "three"],
            [.. inputs, target, target.Map(y => y > 0 ? 1 : 0), target.Map(y => y > 1 ? 2 : y > -1 ? 1 : 0)]);
        var options = new RegressionOptions { Standardize = true, L1 = 0.2 * key.Uniform(2), L2 = 0.01 + key.Uniform(3) };
        foreach (var (objective, rate) in new[]
        {
            (RegressionObjective.Linear(data, "y", names, options: options), 1 / (columns + options.L2)),
            (RegressionObjective.Logistic(data, "class", names, options), 4 / (columns + 4 * options.L2)),
            (RegressionObjective.Softmax(data, "three", names, options), 2 / (columns + 2 * options.L2)),
        })
        {
            var run = Minimise(objective, new MomentumDescent { LearningRate = rate, Momentum = 0.9 }, 1e-8, 20_000);
            Assert.Equal(OutcomeKind.Converged, run.Outcome.Kind);
        }
    }

    [Fact]
    public void Softmax_regression_of_the_digits()
    {
        JsonElement solution = DataFiles.Solutions("digits-softmax.json")[0];
        var data = DataFiles.Csv("digits.csv");
        var varied = data.ColumnNames.Where(name => name != "digit" && data.Numbers(name).AsSeq().Distinct().Count() > 1).ToList();
        Assert.Equal(61, varied.Count);
        var objective = RegressionObjective.Softmax(data, "digit", varied, new() { Standardize = true, L2 = solution.Number("l2") });
        var run = Minimise(objective, Method with { LearningRate = 0.5 }, 1e-6, 3000);

        Assert.Equal(solution.Number("objective"), run.Value, 1e-7);
        Assert.Equal(solution.Number("trainingAccuracy"), objective.Fit(run.Point).Accuracy, 1e-12);
    }
}
