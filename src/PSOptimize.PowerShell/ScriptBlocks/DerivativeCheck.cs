using System.Globalization;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Finds derivatives that are exact and yet not what they seem: a value that depends on a coordinate through branches or steps alone, such
/// as a search, a count or a rounding, has the derivative 0 there.
/// </summary>
internal static class DerivativeCheck
{
    private const int MostCoordinates = 64;

    /// <summary>Where values are compared to find steps, in units of the coordinate.</summary>
    private static readonly double[] Distances = [-0.37, 0.41, -1.13, 1.19, -2.9, 3.1];

    /// <summary>What is wrong with a gradient.</summary>
    /// <param name="Text">That, as the end of a sentence.</param>
    /// <param name="HasSteps">Whether the values change in steps, so that differences would not help either.</param>
    public sealed record Finding(string Text, bool HasSteps);

    /// <summary>What is wrong with the gradient at a point; null if nothing is.</summary>
    public static Finding? Problem(Objective objective, Vector point)
    {
        if (point.Count > MostCoordinates) return null;
        try
        {
            var start = objective.ValueAndGradient(point);
            if (!double.IsFinite(start.Value)) return null;
            for (var i = 0; i < point.Count; i++)
            {
                var name = objective.CoordinateNames.Count > 0 ? objective.CoordinateNames[i]
                    : string.Create(CultureInfo.InvariantCulture, $"coordinate {i}");
                var derivative = start.Gradient[i];
                var misses = MissesSlope(objective, point, i, start.Value, derivative);
                if (!misses && !IsStaircase(objective, point, i, derivative)) continue;
                return new Finding($"depends on {name} through branches or steps, as in a search or a rounding, "
                    + "and its exact derivative does not see them", !misses);
            }
        }
        catch (Exception error) when (error is ScriptException or ArgumentException)
        {
            // The run itself will say so.
        }
        return null;
    }

    /// <summary>
    /// Whether the differences on both sides agree at several distances, as they do where a function is smooth, and the derivative is
    /// another number.
    /// </summary>
    private static bool MissesSlope(Objective objective, Vector point, int i, double value, double derivative)
    {
        if (!double.IsFinite(derivative)) return false;
        var unit = Math.Max(1, Math.Abs(point[i]));
        Span<double> slopes = stackalloc double[4];
        var noise = 0.0;
        for (var k = 0; k < 4; k++)
        {
            var step = unit * (k < 2 ? 1e-4 : 2.5e-5) * (k % 2 == 0 ? 1 : -1);
            var moved = Moved(point, i, step);
            slopes[k] = (objective.Value(moved) - value) / (moved[i] - point[i]);
            if (!double.IsFinite(slopes[k])) return false;
            noise = Math.Max(noise, 1e-12 * (1 + Math.Abs(value)) / Math.Abs(step));
        }
        var (low, high) = (slopes[0], slopes[0]);
        foreach (var slope in slopes) (low, high) = (Math.Min(low, slope), Math.Max(high, slope));
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        return high - low <= 0.02 * size && Math.Abs(derivative - (low + high) / 2) > 0.2 * size + noise && size > 4 * noise;
    }

    /// <summary>
    /// Whether the derivative is 0 wherever it is looked at, and the value is not the same there. Nearer places come first, since a loop of
    /// the function may not end farther away.
    /// </summary>
    private static bool IsStaircase(Objective objective, Vector point, int i, double derivative)
    {
        if (derivative != 0) return false;
        var unit = Math.Max(1, Math.Abs(point[i]));
        var value = objective.Value(point);
        var changes = false;
        try
        {
            foreach (var distance in Distances)
            {
                var there = objective.ValueAndGradient(Moved(point, i, distance * unit));
                if (there.Gradient[i] != 0) return false;
                changes |= double.IsFinite(there.Value) && there.Value != value;
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up; what was seen counts.
        }
        return changes;
    }

    private static Vector Moved(Vector point, int i, double step)
    {
        var moved = point.ToArray();
        moved[i] += step;
        return Vector.Copy(moved);
    }
}
