using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>A point, the gradient there, and the bounds; null if there are none.</summary>
internal readonly record struct Place(Vector Point, Vector Gradient, Vector? Lower, Vector? Upper)
{
    /// <summary>The nearest point within the bounds.</summary>
    public Vector Clipped(Vector point)
    {
        if (Lower is not { } lower || Upper is not { } upper) return point;
        return Vector.Init(point.Count, i => Math.Clamp(point[i], lower[i], upper[i]));
    }

    /// <summary>A step as far as it stays within the bounds, exact also where it is less than rounding of the point.</summary>
    public Vector Shortened(Vector step)
    {
        if (Lower is not { } lower || Upper is not { } upper) return step;
        var point = Point;
        return Vector.Init(step.Count, i => Math.Clamp(step[i], lower[i] - point[i], upper[i] - point[i]));
    }

    /// <summary>A direction without what leads out of the bounds at once.</summary>
    public Vector Feasible(Vector direction)
    {
        if (Lower is not { } lower || Upper is not { } upper) return direction;
        var point = Point;
        return Vector.Init(direction.Count, i =>
            (direction[i] < 0 ? point[i] <= lower[i] : point[i] >= upper[i]) ? 0 : direction[i]);
    }

    /// <summary>How many times a direction that ends within the bounds fits into them, at least once.</summary>
    public double Limit(Vector direction)
    {
        var limit = double.PositiveInfinity;
        if (Lower is not { } lower || Upper is not { } upper) return limit;
        for (var i = 0; i < direction.Count; i++)
            if (direction[i] != 0) limit = Math.Min(limit, ((direction[i] < 0 ? lower[i] : upper[i]) - Point[i]) / direction[i]);
        return Math.Max(limit, 1);
    }
}
