using System.Globalization;
using System.Text;
using System.Xml;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>A static picture of runs, for papers and READMEs: a row for each scene, with the paths on the landscape and the convergence beside it.</summary>
public static class SvgPicture
{
    private const double Width = 940;
    private const double Side = 360;
    private const double LegendLine = 20;

    /// <summary>Half of this is the largest error that the thinning of a contour line can make, in pixels.</summary>
    private const double Tolerance = 0.1;

    /// <summary>Writes the picture as SVG 1.1 with text as text.</summary>
    /// <param name="scenes">At least one.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="output">Where to.</param>
    public static void Write(IReadOnlyList<Scene> scenes, Theme theme, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentNullException.ThrowIfNull(theme);
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, IndentChars = " ", OmitXmlDeclaration = true });
        new Drawing(xml, theme).Draw(scenes);
    }

    /// <summary>The panel of the landscape, or nothing where there is none.</summary>
    internal static Panel? LandscapePanel(Scene scene, double top)
    {
        if (scene.Landscape is not { } landscape) return null;
        var domain = landscape.Domain;
        var horizontal = Axis.Linear(domain.Lower[0], domain.Upper[0]);
        var vertical = landscape.Rows > 1
            ? Axis.Linear(domain.Lower[1], domain.Upper[1])
            : Padded(Axis.Of([.. landscape.Values, .. scene.Tracks.Where(track => !track.Failed).SelectMany(track => track.Rows).Select(row => row.Value)], false));
        return new Panel(64, top, Side, Side, horizontal, vertical);
    }

    /// <summary>The panel of the value against the iteration.</summary>
    internal static Panel ConvergencePanel(Scene scene, double top)
    {
        var tracks = scene.Tracks.Where(track => !track.Failed).DefaultIfEmpty(scene.Tracks[0]).ToArray();
        var left = scene.Landscape is null ? 80 : 560;
        return new Panel(left, top, Width - 20 - left, Side,
            Axis.Linear(0, Math.Max(1, scene.Tracks.Max(track => track.Rows[^1].Iteration))),
            Padded(Axis.Of(tracks.SelectMany(track => track.Rows).Select(row => row.Value))));
    }

    private static Axis Padded(Axis axis) => axis.Logarithmic
        ? Axis.Log(axis.At(-0.04) is > 0 and var low ? low : axis.Minimum, axis.At(1.04))
        : Axis.Linear(axis.At(-0.04), axis.At(1.04));

    private sealed class Drawing(XmlWriter xml, Theme theme)
    {
        public void Draw(IReadOnlyList<Scene> scenes)
        {
            var heights = scenes.Select(SceneHeight).ToArray();
            var height = heights.Sum() + 8;
            xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            Attributes(("viewBox", Text($"0 0 {Width} {height}")), ("width", Text($"{Width}")), ("height", Text($"{height}")),
                ("font-family", "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"), ("font-size", "12"), ("role", "img"));
            Element("title", () => xml.WriteString(Clean(string.Join("; ", scenes.Select(scene =>
                $"{scene.Objective.Name}: {string.Join(", ", scene.Tracks.Select(track => track.Name))}")))));
            Shape("rect", ("width", "100%"), ("height", "100%"), ("fill", theme.Background));
            var top = 0.0;
            for (var i = 0; i < scenes.Count; i++)
            {
                DrawScene(scenes[i], i, top);
                top += heights[i];
            }
            xml.WriteEndElement();
        }

        private static double SceneHeight(Scene scene) => 36 + Side + 48 + (LegendLine * LegendPlaces(scene).Max(place => place.Line + 1)) + 10;

        private void DrawScene(Scene scene, int index, double top)
        {
            Label(scene.Objective.Name, 64, top + 24, "start", theme.Ink, ("font-size", "15"), ("font-weight", "600"));
            var convergence = ConvergencePanel(scene, top + 36);
            if (LandscapePanel(scene, top + 36) is { } panel) DrawLandscape(scene, panel, Text($"s{index}"));
            DrawConvergence(scene, convergence, Text($"s{index}"));
            DrawLegend(scene, top + 36 + Side + 58);
        }

        private void DrawLandscape(Scene scene, Panel panel, string id)
        {
            DefineClip(panel, id + "l");
            var flat = scene.Landscape!.Rows == 1;
            Group(id + "l", () =>
            {
                if (flat) DrawGrid(panel);
                if (flat) DrawCurve(scene.Landscape, panel);
                else DrawContours(scene, panel);
            });
            DrawFrame(panel, scene.CoordinateNames[0], flat ? "Value" : scene.CoordinateNames[1]);
            if (!flat) DrawHeights(scene.Levels!, panel);
            Group(id + "l", () =>
            {
                DrawPaths(scene, panel, id + "p", row => (panel.X(row.Point[0]), panel.Y(flat ? row.Value : row.Point[1])));
                foreach (var track in scene.Tracks)
                {
                    DrawDot(track, track.Rows[0], hollow: true);
                    DrawDot(track, track.Rows[^1], hollow: false);
                }
                foreach (var minimizer in scene.Minimizers.AsSeq())
                {
                    var y = panel.Y(flat ? scene.Objective.Value(minimizer) : minimizer[1]);
                    DrawCross(panel.X(minimizer[0]), y);
                }
            });

            void DrawDot(Track track, Iterate row, bool hollow) => Shape("circle",
                ("cx", Number(panel.X(row.Point[0]))), ("cy", Number(panel.Y(flat ? row.Value : row.Point[1]))), ("r", "4"),
                ("fill", hollow ? theme.Background : theme.Path(track.Style)), ("stroke", hollow ? theme.Ink : theme.Background), ("stroke-width", "1.5"));
        }

        private void DrawConvergence(Scene scene, Panel panel, string id)
        {
            DefineClip(panel, id + "c");
            DrawGrid(panel);
            DrawFrame(panel, "Iteration", "Value");
            Group(id + "c", () => DrawPaths(scene, panel, id + "v", row => (panel.X(row.Iteration), panel.Y(row.Value))));
        }

        private void DrawCurve(Landscape landscape, Panel panel)
        {
            // A value that is none breaks the curve.
            var data = new StringBuilder();
            var broken = true;
            for (var i = 0; i < landscape.Columns; i++)
            {
                var value = landscape[i, 0];
                if (double.IsFinite(value)) data.Append(broken ? 'M' : 'L').Append(Pair((panel.X(landscape.X(i)), panel.Y(value))));
                broken = !double.IsFinite(value);
            }
            Shape("path", ("d", data.ToString()), ("fill", "none"), ("stroke", theme.Muted), ("stroke-width", "1.5"), ("class", "curve"));
        }

        private void DrawContours(Scene scene, Panel panel)
        {
            var landscape = scene.Landscape!;
            double[] levels = [double.NegativeInfinity, .. scene.Levels!.Values.Order()];
            Shape("rect", ("x", Number(panel.Left)), ("y", Number(panel.Top)), ("width", Number(panel.Width)), ("height", Number(panel.Height)),
                ("fill", theme.Grid));
            for (var i = 0; i < levels.Length; i++)
            {
                var data = new StringBuilder();
                foreach (var ring in Contours.Regions(landscape, levels[i]))
                    data.Append(PathData(Polyline.Simplify([.. ring.Select(point => (panel.X(point.X), panel.Y(point.Y)))], Tolerance / 2))).Append('Z');
                if (data.Length == 0) continue;
                Shape("path", ("class", "level"), ("data-level", levels[i].ToString("R", CultureInfo.InvariantCulture)), ("d", data.ToString()),
                    ("fill", BandColour(i, levels.Length, landscape.Maximize)), ("fill-rule", "evenodd"),
                    ("stroke", theme.Muted), ("stroke-opacity", "0.45"), ("stroke-width", "0.6"));
            }
        }

        private string BandColour(int band, int count, bool maximize)
        {
            var place = count == 1 ? 0 : (double)band / (count - 1);
            return theme.Height(maximize ? 1 - place : place);
        }

        /// <summary>The key of the colours at the right of the landscape.</summary>
        private void DrawHeights(Levels levels, Panel panel)
        {
            var count = levels.Values.Count + 1;
            var (left, band) = (panel.Right + 8, panel.Height / count);
            var stride = (levels.Values.Count / 9) + 1;
            for (var i = 0; i < count; i++)
            {
                Shape("rect", ("x", Number(left)), ("y", Number(panel.Bottom - ((i + 1) * band))), ("width", "10"), ("height", Number(band)),
                    ("fill", theme.Height(count == 1 ? 0 : (double)i / (count - 1))), ("stroke", theme.Muted), ("stroke-opacity", "0.45"), ("stroke-width", "0.6"));
                if (i % stride == 0 && i < levels.Values.Count)
                {
                    var value = levels.Logarithmic ? Math.Abs(levels.Values[i] - levels.Origin) : levels.Values[i];
                    Label(Numerals.Short(value), left + 14, panel.Bottom - ((i + 1) * band) + 3.5, "start", theme.Muted, ("font-size", "10"));
                }
            }
            Label(levels.Caption, left + 24, panel.Top - 8, "middle", theme.Muted, ("font-size", "10"));
        }

        private void DrawPaths(Scene scene, Panel panel, string id, Func<Iterate, (double X, double Y)> place)
        {
            for (var i = 0; i < scene.Tracks.Count; i++)
            {
                var track = scene.Tracks[i];
                var name = Text($"{id}{i}");
                // Drawn twice, the wide one in the colour of the page, so that a path stands off from what it crosses.
                Element("defs", () => Shape("path", ("id", name), ("class", "track"), ("d", PathData(track.Rows.Select(place)))));
                Use(("stroke", theme.Background), ("stroke-opacity", "0.7"), ("stroke-width", "3.4"));
                Use(("stroke", theme.Path(track.Style)), ("stroke-width", "1.7"), ("stroke-dasharray", theme.Dashes(track.Style)));

                void Use(params (string, string)[] look) =>
                    Shape("use", [("href", "#" + name), ("fill", "none"), ("stroke-linejoin", "round"), ("stroke-linecap", "round"), .. look.Where(one => one.Item2.Length > 0)]);
            }
        }

        private void DrawCross(double x, double y) => Shape("path",
            ("class", "minimum"), ("d", Text($"M{x - 5:0.##},{y - 5:0.##}l10,10m-10,0l10,-10")), ("stroke", theme.Ink), ("stroke-width", "2"), ("fill", "none"));

        private void DrawGrid(Panel panel)
        {
            var data = new StringBuilder();
            foreach (var tick in panel.Horizontal.Ticks(5)) data.Append('M').Append(Pair((panel.X(tick), panel.Top))).Append('V').Append(Number(panel.Bottom));
            foreach (var tick in panel.Vertical.Ticks(7)) data.Append('M').Append(Pair((panel.Left, panel.Y(tick)))).Append('H').Append(Number(panel.Right));
            Shape("path", ("d", data.ToString()), ("stroke", theme.Grid), ("fill", "none"));
        }

        private void DrawFrame(Panel panel, string below, string beside)
        {
            Shape("rect", ("x", Number(panel.Left)), ("y", Number(panel.Top)), ("width", Number(panel.Width)), ("height", Number(panel.Height)),
                ("fill", "none"), ("stroke", theme.Muted));
            foreach (var tick in panel.Horizontal.Ticks(5)) Label(Numerals.Short(tick), panel.X(tick), panel.Bottom + 16, "middle", theme.Muted);
            foreach (var tick in panel.Vertical.Ticks(7)) Label(Numerals.Short(tick), panel.Left - 6, panel.Y(tick) + 4, "end", theme.Muted);
            Label(below, panel.Left + (panel.Width / 2), panel.Bottom + 36, "middle", theme.Ink);
            var (x, y) = (panel.Left - 46, panel.Top + (panel.Height / 2));
            Label(beside, x, y, "middle", theme.Ink, ("transform", Text($"rotate(-90 {x:0.##} {y:0.##})")));
        }

        private void DrawLegend(Scene scene, double top)
        {
            var places = LegendPlaces(scene);
            for (var i = 0; i < places.Count; i++)
            {
                var (x, y) = (places[i].X, top + (places[i].Line * LegendLine));
                if (i < scene.Tracks.Count)
                {
                    var style = scene.Tracks[i].Style;
                    Shape("line", [("x1", Number(x)), ("x2", Number(x + 24)), ("y1", Number(y)), ("y2", Number(y)), ("stroke", theme.Path(style)),
                        ("stroke-width", "3"), .. theme.Dashes(style) is { Length: > 0 } dashes ? new[] { ("stroke-dasharray", dashes) } : []]);
                }
                else if (places[i].Name == Minimum) DrawCross(x + 14, y);
                else Shape("circle", ("cx", Number(x + 14)), ("cy", Number(y)), ("r", "4"), ("stroke", theme.Ink), ("stroke-width", "1.5"),
                    ("fill", places[i].Name == Start ? theme.Background : theme.Ink));
                Label(places[i].Name, x + 30, y + 4, "start", theme.Ink);
            }
        }

        private const string Start = "start";
        private const string Minimum = "known minimum";

        private static List<(string Name, double X, int Line)> LegendPlaces(Scene scene)
        {
            var places = new List<(string, double, int)>();
            var (x, line) = (64.0, 0);
            string[] marks = scene.Landscape is null ? [] : scene.Minimizers.Count > 0 ? [Start, "end", Minimum] : [Start, "end"];
            foreach (var name in scene.Tracks.Select(track => Shortened(track.Name)).Concat(marks))
            {
                var width = 50 + (7.1 * name.Length);
                if (x + width > Width && x > 64) (x, line) = (64, line + 1);
                places.Add((name, x, line));
                x += width;
            }
            return places;
        }

        private void DefineClip(Panel panel, string id) => Element("clipPath", () =>
        {
            Attributes(("id", id));
            Shape("rect", ("x", Number(panel.Left)), ("y", Number(panel.Top)), ("width", Number(panel.Width)), ("height", Number(panel.Height)));
        });

        private void Group(string clip, Action content) => Element("g", () =>
        {
            Attributes(("clip-path", $"url(#{clip})"));
            content();
        });

        private void Label(string text, double x, double y, string anchor, string colour, params (string, string)[] more) => Element("text", () =>
        {
            Attributes([("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor), ("fill", colour), .. more]);
            xml.WriteString(Clean(text));
        });

        private void Shape(string name, params (string Name, string Value)[] attributes) => Element(name, () => Attributes(attributes));

        private void Element(string name, Action content)
        {
            xml.WriteStartElement(name);
            content();
            xml.WriteEndElement();
        }

        private void Attributes(params (string Name, string Value)[] attributes)
        {
            foreach (var (name, value) in attributes) xml.WriteAttributeString(name, value);
        }

        /// <summary>Points that fall on the one before are left out.</summary>
        private static string PathData(IEnumerable<(double X, double Y)> points)
        {
            var data = new StringBuilder();
            var last = "";
            foreach (var point in points)
            {
                if (double.IsNaN(point.X) || double.IsNaN(point.Y)) continue;
                var pair = Pair(point);
                if (pair != last) data.Append(data.Length == 0 ? 'M' : 'L').Append(pair);
                last = pair;
            }
            return data.ToString();
        }

        private static string Pair((double X, double Y) point) => Number(point.X) + "," + Number(point.Y);

        private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

        private static string Text(FormattableString text) => FormattableString.Invariant(text);

        private static string Shortened(string name) => name.Length <= 60 ? name : name[..59] + "…";

        /// <summary>What XML cannot hold, such as control characters, becomes the replacement character.</summary>
        private static string Clean(string text) => string.Concat(text.EnumerateRunes()
            .Select(rune => rune.Value is < 0x20 or 0x7f or 0xfffe or 0xffff ? "\ufffd" : rune.ToString()));
    }
}
