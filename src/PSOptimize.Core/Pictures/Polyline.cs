namespace PSOptimize.Pictures;

/// <summary>The simplification of chains of points.</summary>
internal static class Polyline
{
    /// <summary>The chain without the points that lie within a tolerance of the line between their remaining neighbours.</summary>
    /// <remarks>
    /// Douglas and Peucker 1973, "Algorithms for the reduction of the number of points required to represent a digitized line or its
    /// caricature".
    /// </remarks>
    public static List<(double X, double Y)> Simplify(IReadOnlyList<(double X, double Y)> chain, double tolerance) =>
        [.. Corners(chain, tolerance).Select(i => chain[i])];

    /// <summary>The indices of the points that <see cref="Simplify"/> keeps, in ascending order.</summary>
    public static IEnumerable<int> Corners(IReadOnlyList<(double X, double Y)> chain, double tolerance)
    {
        var kept = new bool[chain.Count];
        kept[0] = kept[^1] = true;
        var stretches = new Stack<(int From, int To)>([(0, chain.Count - 1)]);
        while (stretches.TryPop(out var stretch))
        {
            var (furthest, distance) = (-1, tolerance);
            for (var i = stretch.From + 1; i < stretch.To; i++)
            {
                var d = Distance(chain[i], chain[stretch.From], chain[stretch.To]);
                if (d > distance) (furthest, distance) = (i, d);
            }
            if (furthest < 0) continue;
            kept[furthest] = true;
            stretches.Push((stretch.From, furthest));
            stretches.Push((furthest, stretch.To));
        }
        return Enumerable.Range(0, kept.Length).Where(i => kept[i]);
    }

    /// <summary>The distance of a point from the segment between two others.</summary>
    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var square = (dx * dx) + (dy * dy);
        var share = square == 0 ? 0 : Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / square, 0, 1);
        return double.Hypot(point.X - from.X - (share * dx), point.Y - from.Y - (share * dy));
    }
}
