using System.Collections;
using PSOptimize.Constraints;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>
/// Leaves out the rows of trajectories that no picture would show: every curve, of whatever quantity on whatever scale, stays within a
/// fraction of a pixel of what all rows would draw, and so does the path with its position at each moment of an animation.
/// </summary>
internal static class Thinning
{
    // The pixels of a large chart on a screen.
    private const double Width = 1000;
    private const double Height = 600;

    /// <summary>The number of moments of an animation; see the script of the page.</summary>
    private const double Moments = 400;

    private const double Finest = 0.25;

    /// <summary>The number of points that are simplified at once.</summary>
    private const int Stretch = 128;

    /// <summary>If that many times the limit are too few rows, pixels become larger than those of a screen.</summary>
    private const int Excess = 20;

    /// <summary>The rows of each run that draw the same picture, and the size of the pixels in which they do.</summary>
    /// <param name="tracks">Runs on one objective, with all their rows.</param>
    /// <param name="domain">The part of the landscape that is drawn; null if none is.</param>
    /// <param name="limit">
    /// The number of rows that are all kept. Of more, those are kept that the finest pixels need with which they are no more than that, but
    /// at least those that whole pixels need.
    /// </param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <returns>The rows, one list per run; the size of the pixels is 0 if they are all.</returns>
    public static (IReadOnlyList<TrajectoryRow>[] Rows, double Pixel) Thin(
        IReadOnlyList<Track> tracks, Box? domain, int limit, CancellationToken cancellation = default)
    {
        var rows = tracks.Select(track => track.Rows).ToArray();
        if (rows.Sum(some => (long)some.Count) <= limit) return (rows, 0);
        var frame = new Frame(tracks, domain);
        for (var pixel = Finest; ; pixel *= 2)
        {
            rows = [.. rows.Select(some =>
            {
                cancellation.ThrowIfCancellationRequested();
                return Needed(some, frame, pixel);
            })];
            if (rows.Sum(some => (long)some.Count) <= limit * (pixel < 1 ? 1L : Excess)) return (rows, pixel);
        }
    }

    private static TrajectoryRow[] Needed(IReadOnlyList<TrajectoryRow> rows, Frame frame, double pixel)
    {
        if (rows.Count <= 2) return [.. rows];
        // Each access to a trajectory makes a row.
        TrajectoryRow[] all = [.. rows];
        var kept = new bool[all.Length];
        kept[0] = kept[^1] = true;
        var places = frame.Places.Select(place => all.Select(row => place(row) / pixel).ToArray()).ToArray();
        foreach (var (x, y) in frame.Curves)
            foreach (var i in InColumns(places[x], places[y])) kept[i] = true;
        if (frame.Path is { } path)
            foreach (var i in Painting(places[path.X], places[path.Y], Width / pixel)) kept[i] = true;
        return [.. all.Where((_, i) => kept[i])];
    }

    /// <summary>
    /// The rows that draw a curve which goes to the right: the first, lowest, highest and last of each column of pixels, without those
    /// that are within half a pixel of the line between their neighbours.
    /// </summary>
    private static List<int> InColumns(double[] x, double[] y)
    {
        List<int> kept = [];
        var (column, first, low, high, last) = (double.NaN, -1, -1, -1, -1);
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i])) continue;
            var at = Math.Floor(x[i]);
            if (at != column)
            {
                Close();
                (column, first, low, high) = (at, i, i, i);
            }
            if (y[i] < y[low]) low = i;
            if (y[i] > y[high]) high = i;
            last = i;
        }
        Close();
        if (kept.Count == 0) return [];
        return Corners(kept, x, y);

        void Close()
        {
            if (first < 0) return;
            var (one, other) = low < high ? (low, high) : (high, low);
            foreach (var i in (ReadOnlySpan<int>)[first, one, other, last])
                if (kept.Count == 0 || i > kept[^1]) kept.Add(i);
        }
    }

    /// <summary>
    /// The rows that draw a path in any direction: those at the ends of each line that paints a pixel, without those that are within half a
    /// pixel of the line between their neighbours.
    /// </summary>
    private static List<int> Painting(double[] x, double[] y, double size)
    {
        var canvas = new Canvas((int)Math.Ceiling(size));
        List<int> kept = [];
        var (last, before) = (-1, -1);
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i])) continue;
            if (last < 0) Keep(i);
            else if (canvas.Paints((x[before], y[before]), (x[i], y[i]), paint: true))
            {
                Keep(before);
                Keep(i);
            }
            // What painted nothing is left out for as long as the straight line past it paints nothing either.
            else if (canvas.Paints((x[last], y[last]), (x[i], y[i]), paint: false)) Keep(before);
            before = i;
        }
        if (before >= 0) Keep(before);
        if (kept.Count == 0) return [];
        return Corners(kept, x, y);

        void Keep(int i)
        {
            if (i > last) kept.Add(i);
            last = Math.Max(last, i);
        }
    }

    /// <summary>
    /// Those of the points that are further than half a pixel from the line between their neighbours. Stretches are simplified on their
    /// own, since a whole zigzag would take time that grows with the square of its length, and again as long as that leaves much out.
    /// </summary>
    private static List<int> Corners(List<int> points, double[] x, double[] y)
    {
        for (var tolerance = 0.25; ; tolerance /= 2)
        {
            List<int> kept = [points[0]];
            for (var from = 0; from < points.Count - 1; from += Stretch)
            {
                (double, double)[] stretch = [.. points.Skip(from).Take(Stretch + 1).Select(i => (x[i], y[i]))];
                kept.AddRange(Polyline.Corners(stretch, tolerance).Skip(1).Select(corner => points[from + corner]));
            }
            if (kept.Count > 0.9 * points.Count) return kept;
            points = kept;
        }
    }

    /// <summary>The curves of a picture.</summary>
    private sealed class Frame
    {
        public Frame(IReadOnlyList<Track> tracks, Box? domain)
        {
            var sound = tracks.Where(track => !track.Diverged).DefaultIfEmpty(tracks[0]).ToArray();
            List<Func<TrajectoryRow, double>> quantities =
            [
                row => row.Value, row => row.GradientNorm, row => row.StepNorm, row => row.LearningRate,
                .. Enumerable.Range(0, tracks[0].Rows[0].Metrics.Count)
                    .Select(i => (Func<TrajectoryRow, double>)(row => i < row.Metrics.Count ? row.Metrics[i] : double.NaN)),
            ];
            int[] across = [Along(row => row.Iteration), Along(row => row.Evaluations)];
            foreach (var quantity in quantities)
            {
                foreach (var axis in AxesOf(sound.SelectMany(track => track.Rows).Select(quantity)))
                {
                    var upwards = Placed(axis, quantity, Height);
                    Curves.AddRange(across.Select(x => (x, upwards)));
                }
            }
            if (domain is null) return;

            Path = (Coordinate(0), domain.Lower.Count > 1 ? Coordinate(1)
                : Placed(Axis.ForValues(sound.SelectMany(track => track.Rows).Select(row => row.Value), false), row => row.Value, Width));
            var moment = Placed(Axis.Linear(0, Math.Log(1 + tracks.Max(track => track.Rows[^1].Iteration))),
                row => Math.Log(1 + row.Iteration), Moments);
            Curves.AddRange([(moment, Path.Value.X), (moment, Path.Value.Y)]);

            int Along(Func<TrajectoryRow, double> count) =>
                Placed(Axis.Linear(0, Math.Max(1, tracks.Max(track => count(track.Rows[^1])))), count, Width);

            int Coordinate(int i) => Placed(Axis.Linear(domain.Lower[i], domain.Upper[i]), row => row.Point[i], Width);
        }

        /// <summary>Where a row is on each axis, in pixels.</summary>
        public List<Func<TrajectoryRow, double>> Places { get; } = [];

        /// <summary>The curves that go to the right: the indices of two places.</summary>
        public List<(int X, int Y)> Curves { get; } = [];

        /// <summary>The path on the landscape: the indices of two places; null if there is none.</summary>
        public (int X, int Y)? Path { get; }

        /// <summary>The axes on which a reader may look at a quantity: linear, and logarithmic if that is possible.</summary>
        private static IEnumerable<Axis> AxesOf(IEnumerable<double> values)
        {
            var known = values.Where(double.IsFinite).ToArray();
            if (known.Length == 0) yield break;
            yield return Axis.ForValues(known, false);
            if (Axis.ForValues(known, true) is { Logarithmic: true } logarithmic) yield return logarithmic;
        }

        /// <summary>The index of the place of a quantity; what is far outside the chart is just outside.</summary>
        private int Placed(Axis axis, Func<TrajectoryRow, double> quantity, double pixels)
        {
            Places.Add(row => pixels * Math.Clamp(axis.Place(quantity(row)), -1, 2));
            return Places.Count - 1;
        }
    }

    /// <summary>A square of pixels that are painted or not.</summary>
    private sealed class Canvas(int size)
    {
        private readonly BitArray _painted = new(size * size);

        /// <summary>Whether a line touches a pixel that is not painted yet; it is painted, if asked for.</summary>
        public bool Paints((double X, double Y) from, (double X, double Y) to, bool paint)
        {
            if (!Clipping.Clip(ref from, ref to, size, size)) return false;
            var steps = (int)Math.Ceiling(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
            var paints = false;
            for (var k = 0; k <= steps; k++)
            {
                var share = steps == 0 ? 0 : (double)k / steps;
                var at = ((int)(from.Y + (share * (to.Y - from.Y))) * size) + (int)(from.X + (share * (to.X - from.X)));
                if (_painted[at]) continue;
                paints = true;
                if (!paint) return true;
                _painted[at] = true;
            }
            return paints;
        }
    }
}
