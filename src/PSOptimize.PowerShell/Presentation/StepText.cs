using System.Globalization;
using PSOptimize.Objectives;

namespace PSOptimize.Presentation;

/// <summary>Words for what a step waits for.</summary>
internal static class StepText
{
    /// <summary>What is wanted and where; only the first points if there are many.</summary>
    public static string Asks(OptimizerStep step)
    {
        var points = step.Request.Points;
        var wanted = step.Request.Wanted == Information.Value ? "value"
            : (step.Request.Wanted & Information.HessianProduct) != 0 ? "value, gradient and Hessian product"
            : "value and gradient";
        return points.Count <= 4
            ? $"{wanted} at {string.Join(", ", points)}"
            : string.Create(CultureInfo.InvariantCulture, $"{wanted} at {points.Count} points: {string.Join(", ", points.Take(3))}, ...");
    }

    /// <summary>The number of points, as <c>1 point</c> or <c>3 points</c>.</summary>
    public static string Points(OptimizerStep step) => step.Request.Points.Count == 1
        ? "1 point"
        : string.Create(CultureInfo.InvariantCulture, $"{step.Request.Points.Count} points");
}
