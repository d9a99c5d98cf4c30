using System.Globalization;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>The chart of the paths on the contours of the objective, or on its curve if it has one coordinate.</summary>
internal sealed record SvgLandscape(Scene Scene) : SvgChart(Scene)
{
    /// <summary>The largest error of the simplification of a contour line, in pixels.</summary>
    private const double Tolerance = 0.05;

    private bool Flat => Scene.Landscape!.Rows == 1;

    public override void Draw(SvgPen pen, Place place, string id)
    {
        var scales = Scales.OfLandscape(Scene)!;
        var panel = place.With(scales.Horizontal, scales.Vertical);
        if (Flat) pen.Grid(panel);
        pen.Clipped(panel, id + "l", () =>
        {
            if (Flat) Curve(pen, panel);
            else Contour(pen, panel);
        });
        pen.Frame(panel, Scene.CoordinateNames[0], Flat ? "Value" : Scene.CoordinateNames[1]);
        if (!Flat) Key(pen, Scene.Levels!, panel);
        pen.Clipped(panel, id + "p", () =>
        {
            SvgPaths.Draw(pen, Scene, panel, id + "p", Spot, tapered: true);
            foreach (var track in Scene.Tracks)
            {
                Dot(track.Rows[0], pen.Theme.Background, pen.Theme.Ink);
                Dot(track.Rows[^1], pen.Theme.Path(track.Look), pen.Theme.Background);
            }
            foreach (var minimizer in Scene.Minimizers.AsSeq())
                pen.Cross(panel.X(minimizer[0]), panel.Y(Flat ? Scene.Objective.Value(minimizer) : minimizer[1]));
        });

        (double X, double Y) Spot(TrajectoryRow row) => (row.Point[0], Flat ? row.Value : row.Point[1]);

        void Dot(TrajectoryRow row, string fill, string stroke) => pen.Dot(panel.X(Spot(row).X), panel.Y(Spot(row).Y), 4, fill, stroke);
    }

    /// <summary>Draws the objective of one coordinate; non-finite values leave gaps in the curve.</summary>
    private void Curve(SvgPen pen, Panel panel)
    {
        var landscape = Scene.Landscape!;
        var points = Enumerable.Range(0, landscape.Columns)
            .Select(i => (panel.X(landscape.X(i)), double.IsFinite(landscape[i, 0]) ? panel.Y(landscape[i, 0]) : double.NaN));
        pen.Shape("path",
            ("class", "curve"), ("d", SvgPen.PathData(points)), ("fill", "none"), ("stroke", pen.Theme.Muted), ("stroke-width", "1.5"));
    }

    private void Contour(SvgPen pen, Panel panel)
    {
        var (landscape, theme) = (Scene.Landscape!, pen.Theme);
        double[] levels = [double.NegativeInfinity, .. Scene.Levels!.Values.Order()];
        pen.Box(panel, ("fill", theme.Grid));
        for (var i = 0; i < levels.Length; i++)
        {
            var data = string.Concat(Contours.Regions(landscape, levels[i]).Select(ring => SvgPen.RingData(ring, panel, Tolerance)));
            if (data.Length == 0) continue;
            pen.Shape("path", ("class", "level"), ("data-level", levels[i].ToString("R", CultureInfo.InvariantCulture)), ("d", data),
                ("fill", Band(theme, i, levels.Length, landscape.Maximize)), ("fill-rule", "evenodd"),
                ("stroke", theme.Muted), ("stroke-opacity", "0.45"), ("stroke-width", "0.6"));
        }
    }

    private static string Band(Theme theme, int band, int count, bool maximize)
    {
        var place = count == 1 ? 0 : (double)band / (count - 1);
        return theme.Height(maximize ? 1 - place : place);
    }

    /// <summary>Draws the colour key to the right of the landscape.</summary>
    private static void Key(SvgPen pen, Levels levels, Panel panel)
    {
        var (count, theme) = (levels.Values.Count + 1, pen.Theme);
        var (left, band) = (panel.Right + 8, panel.Height / count);
        var stride = (levels.Values.Count / 9) + 1;
        for (var i = 0; i < count; i++)
        {
            var top = panel.Bottom - ((i + 1) * band);
            pen.Box(panel with { Left = left, Top = top, Width = 10, Height = band },
                ("fill", theme.Height(count == 1 ? 0 : (double)i / (count - 1))),
                ("stroke", theme.Muted), ("stroke-opacity", "0.45"), ("stroke-width", "0.6"));
            if (i % stride == 0 && i < levels.Values.Count)
            {
                var value = levels.Logarithmic ? Math.Abs(levels.Values[i] - levels.Origin) : levels.Values[i];
                pen.Label(Numerals.Short(value), left + 14, top + 3.5, "start", theme.Muted, ("font-size", "10"));
            }
        }
        pen.Label(levels.Caption, left + 24, panel.Top - 8, "middle", theme.Muted, ("font-size", "10"));
    }
}
