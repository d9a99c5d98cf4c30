using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Pictures;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

/// <summary>Scenes of data.</summary>
internal static class Studies
{
    /// <summary>y = 2x² with errors of known size; a third column does not vary.</summary>
    public static RegressionObjective Parabola(Func<Vector, Vector, double>? model = null) => RegressionObjective.Curve(
        Table.OfColumns(["x", "one", "y", "s"], [Vector.Create(1, 2, 3, 4), Vector.Create(1, 1, 1, 1), Vector.Create(2.1, 7.8, 18.2, 31.9), Vector.Create(0.1, 0.2, 0.3, 0.4)]),
        CurveModel.FromFunction(["x", "one"], ["a"], model ?? ((row, a) => a[0] * row[0] * row[0] * row[1])), "y", options: new() { Sigma = "s" });

    /// <summary>Two classes on both sides of u + v = 1, one row of each on the wrong side.</summary>
    public static RegressionObjective Halves() => RegressionObjective.Logistic(
        Table.OfText(["u", "v", "side"], [["0", "0", "low"], ["0.5", "0.1", "low"], ["0.9", "0.9", "low"], ["1", "1", "high"], ["0.2", "2", "high"], ["0.2", "0.3", "high"]]), "side");

    public static Scene At(Problem problem, params double[] point) => Scene.Of([Standing(problem, point)])[0];

    /// <summary>A run that does not move, so that its best point is known.</summary>
    public static Run Standing(Problem problem, params double[] point) =>
        Optimizer.Run(problem, new GradientDescent { LearningRate = 0 }, Vector.Create(point), new RunOptions { Stop = StopRule.Iterations(1) });
}
