using PSOptimize.Methods;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives.Regression;

public class ScalingTests
{
    private static Table Draw(Key key) => Table.OfColumns(["u", "v", "flat", "y"],
        [1e3 * key.Fold(0).Normals(12), key.Fold(1).Normals(12) - Vector.Repeat(12, 5), Vector.Repeat(12, 3), key.Fold(2).Normals(12)]);

    [Property(MaxTest = 200)]
    public void Coefficients_are_in_the_original_units(Key key, bool minMax)
    {
        var data = Draw(key);
        var scaled = RegressionObjective.Linear(data, "y", ["u", "v"], options: new() { Standardize = !minMax, MinMax = minMax });
        var plain = RegressionObjective.Linear(data, "y", ["u", "v"]);
        var point = key.Fold(3).Normals(3);
        var (one, other) = (scaled.Fit(point), plain.Fit(scaled.Fit(point).Coefficients));
        for (var row = 0; row < 12; row++) Assert.Equal(one.FittedValues[row], other.FittedValues[row], 1e-10);
    }

    [Property(MaxTest = 200)]
    public void Standard_errors_of_coefficients_equal_those_of_the_unscaled_fit(Key key, bool minMax)
    {
        Vector Errors(RegressionOptions options)
        {
            var objective = RegressionObjective.Linear(Draw(key), "y", ["u", "v"], options: options);
            return objective.Fit(Optimizer.Run(objective, new ClosedForm(), objective.Start()).Point).StandardErrors;
        }
        var (scaled, plain) = (Errors(new() { Standardize = !minMax, MinMax = minMax }), Errors(new()));
        for (var i = 0; i < 3; i++) Assert.Equal(plain[i], scaled[i], 1e-9 * plain[i]);
    }

    [Property(MaxTest = 100)]
    public void MinMax_scales_columns_to_0_1_and_constants_to_0(Key key)
    {
        var objective = RegressionObjective.Linear(Draw(key), "y", options: new() { MinMax = true, L2 = 1e-9 });
        // A single weight of 1 makes the fitted values equal to the scaled column.
        for (var column = 0; column < 3; column++)
        {
            var values = objective.Fit(Vector.Zero(4).WithElement(column, 1)).FittedValues;
            Assert.Equal(0, values.AsSeq().Min());
            Assert.Equal(column == 2 ? 0 : 1, values.AsSeq().Max());
        }
    }

    [Fact]
    public void Held_out_rows_are_scaled_like_fitted_rows()
    {
        var data = Draw(Key.FromSeed(1));
        var objective = RegressionObjective.Linear(data.Rows([0, 1, 2, 3, 4, 5]), "y", ["u", "v"], options: new() { MinMax = true });
        var fit = objective.Fit(Optimizer.Run(objective, new ClosedForm(), objective.Start()).Point);
        var (predicted, weights) = (fit.Predict(data), fit.Coefficients);
        for (var row = 0; row < 12; row++)
            Assert.Equal(weights[0] * data.Numbers("u")[row] + weights[1] * data.Numbers("v")[row] + weights[2], predicted[row], 1e-9);
    }

    [Fact]
    public void The_two_scalings_exclude_each_other() => Assert.Contains("not both", Assert.Throws<ArgumentException>(() =>
        RegressionObjective.Linear(Draw(Key.FromSeed(1)), "y", options: new() { MinMax = true, Standardize = true })).Message);
}
