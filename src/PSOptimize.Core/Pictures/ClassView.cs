using PSOptimize.Constraints;
using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>
/// The view of classifiers of two features: the data, and for each run the regions in which it chooses each class.
/// </summary>
internal sealed class ClassView
{
    private const double Margin = 0.06;

    /// <summary>The names of the two feature columns, the horizontal one first.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The horizontal feature of each row.</summary>
    public required double[] X { get; init; }

    /// <summary>The vertical feature of each row.</summary>
    public required double[] Y { get; init; }

    /// <summary>The class index of each row.</summary>
    public required int[] Labels { get; init; }

    /// <summary>The index of the first row that is held out.</summary>
    public required int HeldOutFrom { get; init; }

    public required Box Domain { get; init; }

    /// <summary>The decisions of the runs, one per run.</summary>
    public required IReadOnlyList<Decision> Decisions { get; init; }

    /// <summary>The view of runs if their objective classifies by two features; otherwise null.</summary>
    /// <param name="objective">The objective of the runs.</param>
    /// <param name="tracks">The runs.</param>
    /// <param name="resolution">The number of grid points along each feature.</param>
    public static ClassView? FromTracks(Objectives.Objective objective, IReadOnlyList<Track> tracks, int resolution)
    {
        if (objective.Parts.OfType<RegressionObjective>().FirstOrDefault() is not { Classes.Count: > 1 } regression) return null;
        var rows = DataRows.FromObjective(regression);
        if (rows.VaryingInputs() is not { Count: 2 } features) return null;
        var (x, y) = (rows.Numbers(features[0]), rows.Numbers(features[1]));
        var domain = Around(x, y);
        var labels = rows.PerRow(table => table.Labels(regression.Target)).Select(regression.Classes.IndexOf).ToArray();
        return new ClassView
        {
            Features = features,
            Classes = regression.Classes,
            X = x,
            Y = y,
            Labels = labels,
            HeldOutFrom = rows.Fitted.RowCount,
            Domain = domain,
            Decisions = [.. tracks.Select(track => Decide(track, rows, features, labels, domain, resolution))],
        };
    }

    private static Decision Decide(Track track, DataRows rows, IReadOnlyList<string> features, int[] labels, Box domain, int resolution)
    {
        var fit = rows.Objective.Fit(track.Run.Best.Point);
        double Between(int coordinate, int index) => domain.Lower[coordinate] + (domain.Width[coordinate] * index / (resolution - 1));
        var grid = Enumerable.Range(0, resolution * resolution).ToArray();
        var margins = fit.Margins(rows.With(
            (features[0], [.. grid.Select(i => Between(0, i % resolution))]),
            (features[1], [.. grid.Select(i => Between(1, i / resolution))])));
        var regions = margins.AsSeq()
            .Select(margin => Contours.Regions(Landscape.FromValues(domain, resolution, resolution, margin), 0)).ToArray();
        var wrong = rows.PerRow(fit.PredictClasses).Select((label, row) => label != rows.Objective.Classes[labels[row]]).ToArray();
        return new Decision(track, regions, wrong);
    }

    private static Box Around(double[] x, double[] y)
    {
        var (across, up) = (Axis.Linear(x.Min(), x.Max()).Widened(Margin), Axis.Linear(y.Min(), y.Max()).Widened(Margin));
        return new Box(Vector.Create(across.Minimum, up.Minimum), Vector.Create(across.Maximum, up.Maximum));
    }
}
