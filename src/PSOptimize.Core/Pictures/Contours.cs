namespace PSOptimize.Pictures;

/// <summary>Contour lines of a landscape by marching squares, with linear interpolation along the edges of the grid.</summary>
/// <remarks>
/// Lorensen and Cline 1987, "Marching cubes: a high resolution 3D surface construction algorithm", in two dimensions; the mean of the
/// corners resolves saddle cells.
/// </remarks>
public static class Contours
{
    /// <summary>
    /// The contour lines at a level: each is a chain of points with the higher side on its left. A closed line repeats its first point at
    /// the end; at a hole a line ends.
    /// </summary>
    /// <param name="landscape">A landscape of two coordinates.</param>
    /// <param name="level">The value along the lines.</param>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Lines(Landscape landscape, double level) =>
        new Tracing(landscape, level, 0).Chains();

    /// <summary>
    /// The borders of the region at or above a level, all closed: they run along contour lines, the edge of the landscape and its holes.
    /// Filling them by the even-odd rule yields the region.
    /// </summary>
    /// <param name="landscape">A landscape of two coordinates.</param>
    /// <param name="level">The lowest value of the region; negative infinity yields the whole landscape without its holes.</param>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Regions(Landscape landscape, double level) =>
        new Tracing(landscape, level, 1).Chains();

    /// <param name="landscape">The grid.</param>
    /// <param name="level">The value along the lines.</param>
    /// <param name="rim">1 to surround the grid with a ring of points at its edge that are below every level; otherwise 0.</param>
    private sealed class Tracing(Landscape landscape, double level, int rim)
    {
        /// <summary>Maps the edge at which a segment begins to the edge at which it ends; each edge begins and ends at most one.</summary>
        private readonly Dictionary<long, long> _next = [];

        private readonly int _stride = landscape.Columns + 2;

        public List<IReadOnlyList<(double X, double Y)>> Chains()
        {
            for (var row = -rim; row < landscape.Rows - 1 + rim; row++)
            {
                for (var column = -rim; column < landscape.Columns - 1 + rim; column++) AddCell(column, row);
            }

            var chains = new List<IReadOnlyList<(double X, double Y)>>();
            // Open lines come first, from the edges at which no segment ends; the remaining lines are closed.
            foreach (var start in _next.Keys.Except(_next.Values).Order().ToArray()) chains.Add(Follow(start));
            while (_next.Count > 0) chains.Add(Follow(_next.Keys.First()));
            return chains;
        }

        private List<(double X, double Y)> Follow(long edge)
        {
            var chain = new List<(double X, double Y)> { Crossing(edge) };
            while (_next.Remove(edge, out var end))
            {
                chain.Add(Crossing(end));
                edge = end;
            }
            return chain;
        }

        private void AddCell(int column, int row)
        {
            // Corners and edges are numbered counter-clockwise from the lower left corner and the lower edge.
            Span<double> corners = [Height(column, row), Height(column + 1, row), Height(column + 1, row + 1), Height(column, row + 1)];
            var high = 0;
            for (var k = 0; k < 4; k++)
            {
                if (rim == 0 && double.IsNaN(corners[k])) return;
                if (corners[k] >= level) high |= 1 << k;
            }
            if (high is 0 or 15) return;

            ReadOnlySpan<long> edges = [Edge(column, row, 0), Edge(column + 1, row, 1), Edge(column, row + 1, 0), Edge(column, row, 1)];
            var saddle = high is 5 or 10;
            var ridge = saddle && (corners[0] + corners[1] + corners[2] + corners[3]) / 4 >= level;
            for (var k = 0; k < 4; k++)
            {
                if (!High(k) || High(k + 1)) continue;
                var end = saddle ? (ridge ? k + 1 : k + 3) : k + 1;
                while (!saddle && !(!High(end) && High(end + 1))) end++;
                _next[edges[k]] = edges[end % 4];
            }

            bool High(int corner) => (high >> (corner % 4) & 1) == 1;
        }

        /// <summary>The number of an edge, which runs from a grid point to the right (direction 0) or up (direction 1).</summary>
        private long Edge(int column, int row, int direction) => (((long)(row + 1) * _stride) + column + 1) * 2 + direction;

        private (double X, double Y) Crossing(long edge)
        {
            var (cell, direction) = (edge / 2, edge % 2);
            var (column, row) = ((int)(cell % _stride) - 1, (int)(cell / _stride) - 1);
            var (right, up) = direction == 0 ? (column + 1, row) : (column, row + 1);
            var share = Share(Height(column, row), Height(right, up));
            return (landscape.X(Between(column, right, share, landscape.Columns)), landscape.Y(Between(row, up, share, landscape.Rows)));
        }

        /// <summary>
        /// The position of the level along an edge, from 0 to 1: next to a hole at its border, next to an infinite value halfway.
        /// </summary>
        private double Share(double from, double to) =>
            double.IsNaN(from) ? 1 :
            double.IsNaN(to) ? 0 :
            double.IsInfinity(from) || double.IsInfinity(to) || double.IsInfinity(level) ? 0.5 :
            ((level / 2) - (from / 2)) / ((to / 2) - (from / 2));

        private static double Between(int from, int to, double share, int count) =>
            ((1 - share) * Math.Clamp(from, 0, count - 1)) + (share * Math.Clamp(to, 0, count - 1));

        private double Height(int column, int row) =>
            column < 0 || row < 0 || column >= landscape.Columns || row >= landscape.Rows ? double.NaN : landscape[column, row];
    }
}
