using PSOptimize.Constraints;
using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>A classifier of two features, ready to be drawn: the data, and of each run the regions in which it decides for each class.</summary>
internal sealed class ClassView
{
    private const double Margin = 0.06;

    private ClassView(IReadOnlyList<string> features, IReadOnlyList<string> classes, double[] x, double[] y, int[] labels, int heldOutFrom, Box domain, IReadOnlyList<Decision> decisions)
    {
        (Features, Classes, X, Y, Labels, HeldOutFrom, Domain, Decisions) = (features, classes, x, y, labels, heldOutFrom, domain, decisions);
    }

    /// <summary>The two columns, the horizontal one first.</summary>
    public IReadOnlyList<string> Features { get; }

    public IReadOnlyList<string> Classes { get; }

    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>The index of the class of each row.</summary>
    public int[] Labels { get; }

    /// <summary>From this row on the data are held out.</summary>
    public int HeldOutFrom { get; }

    public Box Domain { get; }

    /// <summary>One a run.</summary>
    public IReadOnlyList<Decision> Decisions { get; }

    /// <summary>The view of runs whose objective tells classes apart by two features; nothing for others.</summary>
    /// <param name="objective">Of all runs.</param>
    /// <param name="tracks">The runs.</param>
    /// <param name="resolution">Grid points along each feature.</param>
    public static ClassView? Of(Objectives.Objective objective, IReadOnlyList<Track> tracks, int resolution)
    {
        if (objective.Parts.OfType<RegressionObjective>().FirstOrDefault() is not { Classes.Count: > 1 } regression) return null;
        var rows = DataRows.Of(regression);
        if (rows.Varying() is not { Count: 2 } features) return null;
        var (x, y) = (rows.Numbers(features[0]), rows.Numbers(features[1]));
        var domain = Around(x, y);
        var labels = rows.Each(table => table.Labels(regression.Target)).Select(label => regression.Classes.ToList().IndexOf(label)).ToArray();
        return new ClassView(features, regression.Classes, x, y, labels, rows.Fitted.RowCount, domain,
            [.. tracks.Select(track => Decide(track, rows, features, labels, domain, resolution))]);
    }

    private static Decision Decide(Track track, DataRows rows, IReadOnlyList<string> features, int[] labels, Box domain, int resolution)
    {
        var fit = rows.Objective.Fit(track.Run.Best.Point);
        double Between(int coordinate, int index) => domain.Lower[coordinate] + (domain.Width[coordinate] * index / (resolution - 1));
        var grid = Enumerable.Range(0, resolution * resolution).ToArray();
        var margins = fit.Margins(rows.With(
            (features[0], [.. grid.Select(i => Between(0, i % resolution))]), (features[1], [.. grid.Select(i => Between(1, i / resolution))])));
        var regions = margins.AsSeq().Select(margin =>
            Contours.Regions(Landscape.Of(domain, resolution, resolution, margin), 0)).ToArray();
        var chosen = rows.Each(fit.PredictClasses).Select((label, row) => label != rows.Objective.Classes[labels[row]]).ToArray();
        return new Decision(track, regions, chosen);
    }

    private static Box Around(double[] x, double[] y)
    {
        var (across, up) = (Axis.Linear(x.Min(), x.Max()).Widened(Margin), Axis.Linear(y.Min(), y.Max()).Widened(Margin));
        return new Box(Vector.Create(across.Minimum, up.Minimum), Vector.Create(across.Maximum, up.Maximum));
    }
}
