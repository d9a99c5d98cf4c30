using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>
/// Reduces the rows of a trajectory without changing its picture: it keeps the first and the last row, and the extremes of every quantity
/// in each stretch between them.
/// </summary>
internal static class Thinning
{
    /// <summary>At most <paramref name="limit"/> of the rows, in order; all rows if there are no more than that.</summary>
    /// <remarks>
    /// Half of the stretches have equal lengths; the others grow geometrically, since most methods move most at the beginning.
    /// </remarks>
    public static IReadOnlyList<TrajectoryRow> Thin(IReadOnlyList<TrajectoryRow> rows, int limit)
    {
        if (rows.Count <= limit) return rows;
        var quantities = Quantities(rows[0].Point.Count);
        var kept = new SortedSet<int> { 0, rows.Count - 1 };
        var borders = Borders(rows.Count, Math.Max(1, (limit - 2) / (2 * quantities.Length)));
        for (var b = 1; b < borders.Length; b++)
        {
            // A copy, since a trajectory creates a new row at each access.
            TrajectoryRow[] stretch = [.. Enumerable.Range(borders[b - 1], borders[b] - borders[b - 1]).Select(i => rows[i])];
            foreach (var quantity in quantities)
            {
                var (lowest, highest) = (-1, -1);
                for (var i = 0; i < stretch.Length; i++)
                {
                    var value = quantity(stretch[i]);
                    if (lowest < 0 ? !double.IsNaN(value) : value < quantity(stretch[lowest])) lowest = i;
                    if (highest < 0 ? !double.IsNaN(value) : value > quantity(stretch[highest])) highest = i;
                }
                if (lowest < 0) continue;
                kept.Add(borders[b - 1] + lowest);
                kept.Add(borders[b - 1] + highest);
            }
        }
        return [.. kept.Select(i => rows[i])];
    }

    /// <summary>The quantities of a row that a picture shows; the coordinates only if there are at most two.</summary>
    private static Func<TrajectoryRow, double>[] Quantities(int dimension)
    {
        Func<TrajectoryRow, double>[] drawn = [row => row.Value, row => row.GradientNorm, row => row.StepNorm, row => row.LearningRate];
        return dimension > 2
            ? drawn
            : [.. drawn, .. Enumerable.Range(0, dimension).Select(i => (Func<TrajectoryRow, double>)(row => row.Point[i]))];
    }

    private static int[] Borders(int count, int stretches)
    {
        var borders = new SortedSet<int> { 0, count };
        for (var i = 1; i <= stretches / 2; i++)
        {
            borders.Add((int)((long)i * count / ((stretches / 2) + 1)));
            borders.Add((int)Math.Pow(count, (double)i / ((stretches / 2) + 1)));
        }
        return [.. borders];
    }
}
