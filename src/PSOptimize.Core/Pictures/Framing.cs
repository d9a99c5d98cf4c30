using PSOptimize.Constraints;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>Chooses the part of the landscape that is drawn.</summary>
internal static class Framing
{
    /// <summary>The margin on each side, as a fraction of the width.</summary>
    private const double Margin = 0.1;

    /// <summary>Widths that differ by less than this factor are made equal, so that comparable coordinates have the same scale.</summary>
    private const double Comparable = 3;

    /// <summary>A known minimiser is included if its distance from the paths is at most this many times their width.</summary>
    private const double Near = 3;

    /// <summary>The box that contains the paths and the nearby minimisers, with a margin.</summary>
    public static Box BoxAround(IReadOnlyList<Track> tracks, VectorList minimizers)
    {
        var dimension = tracks[0].Run.Start.Count;
        var (lower, upper) = (Filled(dimension, double.PositiveInfinity), Filled(dimension, double.NegativeInfinity));
        foreach (var row in tracks.Where(track => !track.Diverged).SelectMany(track => track.Rows)) Include(lower, upper, row.Point);
        var anyInView = tracks.Any(track => !track.Diverged);
        var diverging = tracks.Where(track => track.Diverged).SelectMany(track => RowsInView(track, anyInView, lower, upper)).ToArray();
        foreach (var row in diverging) Include(lower, upper, row.Point);

        var close = Near * Enumerable.Range(0, dimension).Max(i => upper[i] - lower[i]);
        var (left, right) = ((double[])lower.Clone(), (double[])upper.Clone());
        foreach (var minimizer in minimizers.AsSeq())
        {
            if (Enumerable.Range(0, dimension).All(i => minimizer[i] >= left[i] - close && minimizer[i] <= right[i] + close))
                Include(lower, upper, minimizer);
        }
        return WithMargin(lower, upper);
    }

    /// <summary>
    /// The rows of a diverged run that must be in view: those before it first leaves the paths of the other runs by half their width, or if
    /// there are no others, those that are still near its start.
    /// </summary>
    private static IEnumerable<TrajectoryRow> RowsInView(Track track, bool hasOthers, double[] lower, double[] upper)
    {
        var start = track.Run.Start;
        var reach = 5 * (1 + start.AsSeq().Max(Math.Abs));
        return track.Rows.TakeWhile(row => row == track.Rows[0] || Enumerable.Range(0, start.Count).All(i => hasOthers
            ? row.Point[i] >= lower[i] - ((upper[i] - lower[i]) / 2) && row.Point[i] <= upper[i] + ((upper[i] - lower[i]) / 2)
            : Math.Abs(row.Point[i] - start[i]) <= reach));
    }

    private static Box WithMargin(double[] lower, double[] upper)
    {
        var width = lower.Zip(upper, (low, high) => high - low).ToArray();
        var widest = width.Max();
        for (var i = 0; i < width.Length; i++)
        {
            var least = Math.Max(Math.Abs(lower[i]), Math.Abs(upper[i])) * 1e-6;
            var wanted = width[i] > least ? (widest / width[i] < Comparable ? widest : width[i])
                : widest > least ? widest
                : Math.Max(1, Math.Abs(lower[i]) / 2);
            var extra = ((wanted - width[i]) / 2) + (Margin * wanted);
            (lower[i], upper[i]) = (lower[i] - extra, upper[i] + extra);
        }
        return new Box(Vector.Create(lower), Vector.Create(upper));
    }

    private static void Include(double[] lower, double[] upper, Vector point)
    {
        for (var i = 0; i < lower.Length; i++) (lower[i], upper[i]) = (Math.Min(lower[i], point[i]), Math.Max(upper[i], point[i]));
    }

    private static double[] Filled(int count, double value)
    {
        var array = new double[count];
        Array.Fill(array, value);
        return array;
    }
}
