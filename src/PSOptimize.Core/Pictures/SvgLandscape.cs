using System.Globalization;
using System.Text;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>The contours of the objective with the paths on them; of one coordinate, its curve.</summary>
internal sealed record SvgLandscape(Scene Scene) : SvgChart(Scene)
{
    /// <summary>Half of this is the largest error that the thinning of a contour line can make, in pixels.</summary>
    private const double Tolerance = 0.1;

    private bool Flat => Scene.Landscape!.Rows == 1;

    public override void Draw(SvgPen pen, Place place, string id)
    {
        var scales = Scales.OfLandscape(Scene)!;
        var panel = place.With(scales.Horizontal, scales.Vertical);
        if (Flat) pen.Grid(panel);
        pen.Inside(panel, id + "l", () =>
        {
            if (Flat) Curve(pen, panel);
            else Contour(pen, panel);
        });
        pen.Frame(panel, Scene.CoordinateNames[0], Flat ? "Value" : Scene.CoordinateNames[1]);
        if (!Flat) Key(pen, Scene.Levels!, panel);
        pen.Inside(panel, id + "p", () =>
        {
            SvgPaths.Draw(pen, Scene, panel, id + "p", Spot, tapered: true);
            foreach (var track in Scene.Tracks)
            {
                Dot(track.Rows[0], pen.Theme.Background, pen.Theme.Ink);
                Dot(track.Rows[^1], pen.Theme.Path(track.Style), pen.Theme.Background);
            }
            foreach (var minimizer in Scene.Minimizers.AsSeq())
                pen.Cross(panel.X(minimizer[0]), panel.Y(Flat ? Scene.Objective.Value(minimizer) : minimizer[1]));
        });

        (double X, double Y) Spot(TrajectoryRow row) => (row.Point[0], Flat ? row.Value : row.Point[1]);

        void Dot(TrajectoryRow row, string fill, string stroke) => pen.Dot(panel.X(Spot(row).X), panel.Y(Spot(row).Y), 4, fill, stroke);
    }

    /// <summary>A value that is none breaks the curve.</summary>
    private void Curve(SvgPen pen, Panel panel)
    {
        var landscape = Scene.Landscape!;
        var points = Enumerable.Range(0, landscape.Columns)
            .Select(i => (panel.X(landscape.X(i)), double.IsFinite(landscape[i, 0]) ? panel.Y(landscape[i, 0]) : double.NaN));
        pen.Shape("path", ("class", "curve"), ("d", SvgPen.PathData(points)), ("fill", "none"), ("stroke", pen.Theme.Muted), ("stroke-width", "1.5"));
    }

    private void Contour(SvgPen pen, Panel panel)
    {
        var (landscape, theme) = (Scene.Landscape!, pen.Theme);
        double[] levels = [double.NegativeInfinity, .. Scene.Levels!.Values.Order()];
        pen.Box(panel, ("fill", theme.Grid));
        for (var i = 0; i < levels.Length; i++)
        {
            var data = new StringBuilder();
            foreach (var ring in Contours.Regions(landscape, levels[i]))
                data.Append(SvgPen.PathData(Polyline.Simplify([.. ring.Select(point => (panel.X(point.X), panel.Y(point.Y)))], Tolerance / 2))).Append('Z');
            if (data.Length == 0) continue;
            pen.Shape("path", ("class", "level"), ("data-level", levels[i].ToString("R", CultureInfo.InvariantCulture)), ("d", data.ToString()),
                ("fill", Band(theme, i, levels.Length, landscape.Maximize)), ("fill-rule", "evenodd"),
                ("stroke", theme.Muted), ("stroke-opacity", "0.45"), ("stroke-width", "0.6"));
        }
    }

    private static string Band(Theme theme, int band, int count, bool maximize)
    {
        var place = count == 1 ? 0 : (double)band / (count - 1);
        return theme.Height(maximize ? 1 - place : place);
    }

    /// <summary>The key of the colours at the right of the landscape.</summary>
    private static void Key(SvgPen pen, Levels levels, Panel panel)
    {
        var (count, theme) = (levels.Values.Count + 1, pen.Theme);
        var (left, band) = (panel.Right + 8, panel.Height / count);
        var stride = (levels.Values.Count / 9) + 1;
        for (var i = 0; i < count; i++)
        {
            pen.Shape("rect", ("x", SvgPen.Number(left)), ("y", SvgPen.Number(panel.Bottom - ((i + 1) * band))), ("width", "10"), ("height", SvgPen.Number(band)),
                ("fill", theme.Height(count == 1 ? 0 : (double)i / (count - 1))), ("stroke", theme.Muted), ("stroke-opacity", "0.45"), ("stroke-width", "0.6"));
            if (i % stride == 0 && i < levels.Values.Count)
            {
                var value = levels.Logarithmic ? Math.Abs(levels.Values[i] - levels.Origin) : levels.Values[i];
                pen.Label(Numerals.Short(value), left + 14, panel.Bottom - ((i + 1) * band) + 3.5, "start", theme.Muted, ("font-size", "10"));
            }
        }
        pen.Label(levels.Caption, left + 24, panel.Top - 8, "middle", theme.Muted, ("font-size", "10"));
    }
}
