using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>
/// The paths of runs on a panel. Each has an outline that separates it from what it crosses; paths that coincide remain visible, since the
/// first is the widest.
/// </summary>
internal static class SvgPaths
{
    /// <summary>The largest error of the simplification of a path, in pixels.</summary>
    private const double Tolerance = 0.05;

    private const double Widest = 3.2;
    private const double Narrowest = 1.6;

    public static void Draw(
        SvgPen pen, Scene scene, Panel panel, string id, Func<TrajectoryRow, (double X, double Y)> place, bool tapered = false)
    {
        for (var i = 0; i < scene.Tracks.Count; i++)
        {
            var points = Followed(scene.Tracks[i], panel, place).ToList();
            var (name, data) = (SvgPen.Text($"{id}{i}"), points.Count == 0 ? "" : SvgPen.PathData(Polyline.Simplify(points, Tolerance)));
            pen.Element("defs", () => pen.Shape("path", ("id", name), ("class", "track"), ("d", data)));
            Use(name, ("stroke", pen.Theme.Background), ("stroke-opacity", "0.7"), ("stroke-width", SvgPen.Number(Width(i) + 1.7)));
        }
        for (var i = 0; i < scene.Tracks.Count; i++)
        {
            var look = scene.Tracks[i].Look;
            Use(SvgPen.Text($"{id}{i}"), ("stroke", pen.Theme.Path(look)), ("stroke-width", SvgPen.Number(Width(i))),
                ("stroke-dasharray", Theme.Dashes(look)));
        }

        double Width(int i) => tapered && scene.Tracks.Count is > 1 and <= 8
            ? Widest - ((Widest - Narrowest) * i / (scene.Tracks.Count - 1)) : 1.7;

        void Use(string name, params (string Name, string Value)[] style) => pen.Shape("use",
        [
            ("href", "#" + name), ("fill", "none"), ("stroke-linejoin", "round"), ("stroke-linecap", "round"),
            .. style.Where(attribute => attribute.Value.Length > 0),
        ]);
    }

    /// <summary>
    /// The points of a path in pixels. A path that diverges is cut in its direction at a distance that renderers can handle.
    /// </summary>
    private static IEnumerable<(double X, double Y)> Followed(Track track, Panel panel, Func<TrajectoryRow, (double X, double Y)> place)
    {
        (double X, double Y)? last = null;
        foreach (var row in track.Rows)
        {
            var values = place(row);
            var (x, y) = (panel.Horizontal.Place(values.X), panel.Vertical.Place(values.Y));
            if (double.IsNaN(x) || double.IsNaN(y)) continue;
            var distance = Math.Max(Math.Abs(x), Math.Abs(y));
            if (distance > Panel.Outside && last is { } from)
            {
                var share = Panel.Outside / Math.Max(Math.Abs(x - from.X), Math.Abs(y - from.Y));
                if (share < 1) (x, y) = (from.X + (share * (x - from.X)), from.Y + (share * (y - from.Y)));
            }
            yield return (panel.Left + (x * panel.Width), panel.Bottom - (y * panel.Height));
            if (distance > Panel.Outside) yield break;
            last = (x, y);
        }
    }
}
