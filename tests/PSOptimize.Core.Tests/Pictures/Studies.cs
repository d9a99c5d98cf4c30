using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Pictures;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

/// <summary>Fits and classifiers, to be drawn.</summary>
internal static class Studies
{
    /// <summary>y = 2x² with errors of known size; another input column is constant.</summary>
    public static RegressionObjective Parabola(Func<Vector, Vector, double>? model = null)
    {
        var data = Table.OfColumns(["x", "one", "y", "s"],
            [[1.0, 2, 3, 4], [1.0, 1, 1, 1], [2.1, 7.8, 18.2, 31.9], [0.1, 0.2, 0.3, 0.4]]);
        var curve = CurveModel.FromFunction(["x", "one"], ["a"], model ?? ((row, a) => a[0] * row[0] * row[0] * row[1]));
        return RegressionObjective.Curve(data, curve, "y", options: new() { Sigma = "s" });
    }

    /// <summary>Two classes on the two sides of u + v = 1, with one row of each on the wrong side.</summary>
    public static RegressionObjective Halves() => RegressionObjective.Logistic(
        Table.OfText(["u", "v", "side"],
        [
            ["0", "0", "low"], ["0.5", "0.1", "low"], ["0.9", "0.9", "low"],
            ["1", "1", "high"], ["0.2", "2", "high"], ["0.2", "0.3", "high"],
        ]), "side");

    public static Scene At(Problem problem, params double[] point) => Scene.FromRuns([Standing(problem, point)])[0];

    /// <summary>A run that does not move, so that its best point is known.</summary>
    public static Run Standing(Problem problem, params double[] point)
    {
        var options = new RunOptions { Stop = StopRule.Iterations(1) };
        return Optimizer.Run(problem, new GradientDescent { LearningRate = 0 }, Vector.Create(point), options);
    }
}
