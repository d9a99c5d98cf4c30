using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>The bounds of a problem for methods that work in coordinates divided by their sizes.</summary>
internal static class Bounds
{
    private const double Rounding = 1e-15;

    /// <summary>A point in coordinates divided by their sizes, with the gradient and the bounds.</summary>
    public static Place PlaceOf(Problem problem, Vector point, Vector sizes, Vector gradient)
    {
        var box = (problem.Within as Box)?.ForDimension(point.Count);
        return new Place(point.Over(sizes), gradient, box?.Lower.Over(sizes), box?.Upper.Over(sizes));
    }

    /// <summary>A point within the bounds, exactly on one that it has reached up to rounding.</summary>
    public static Vector Kept(Problem problem, Vector point, Vector sizes)
    {
        if (problem.Within is not Box any) return point;
        var box = any.ForDimension(point.Count);
        return Vector.Init(point.Count, i =>
        {
            var slack = Rounding * Math.Max(Math.Abs(point[i]), sizes[i]);
            return point[i] <= box.Lower[i] + slack ? box.Lower[i] : point[i] >= box.Upper[i] - slack ? box.Upper[i] : point[i];
        });
    }
}
