using System.Globalization;
using PSOptimize.Objectives;

namespace PSOptimize.Presentation;

/// <summary>Words for what a step waits for.</summary>
internal static class StepText
{
    /// <summary>What is wanted and where; only the first points if there are many, and only those that are not answered yet.</summary>
    public static string Asks(OptimizerStep step)
    {
        if (step.Outcome is { } outcome) return $"nothing more: {outcome}";
        var all = step.Request.Points;
        var points = step.Open.Select(index => all[index]).ToArray();
        var wanted = step.Request.Wanted == Information.Value ? "value"
            : (step.Request.Wanted & Information.HessianProduct) != 0 ? "value, gradient and Hessian product"
            : "value and gradient";
        return points.Length <= 4
            ? $"{wanted} at {string.Join(", ", points)}"
            : string.Create(CultureInfo.InvariantCulture, $"{wanted} at {points.Length} points: {string.Join(", ", points.Take(3))}, ...");
    }

    /// <summary>The number of points, as <c>1 point</c> or <c>3 points</c>.</summary>
    public static string Points(int count) => count == 1 ? "1 point" : string.Create(CultureInfo.InvariantCulture, $"{count} points");
}
