using System.Globalization;
using System.Text;
using System.Xml;

namespace PSOptimize.Pictures;

/// <summary>Writes the shapes of SVG pictures.</summary>
internal sealed class SvgPen(XmlWriter xml, Theme theme)
{
    private const double Outline = 1.2;

    public Theme Theme => theme;

    public void Element(string name, Action content)
    {
        xml.WriteStartElement(name);
        content();
        xml.WriteEndElement();
    }

    public void Shape(string name, params (string Name, string Value)[] attributes) => Element(name, () => Attributes(attributes));

    public void Attributes(params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes) xml.WriteAttributeString(name, value);
    }

    public void Words(string text) => xml.WriteString(Clean(text));

    public void Label(string text, double x, double y, string anchor, string colour, params (string, string)[] more) =>
        Element("text", () =>
        {
            Attributes([("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor), ("fill", colour), .. more]);
            Words(text);
        });

    /// <summary>Draws content that is clipped to a panel.</summary>
    public void Clipped(Panel panel, string id, Action content)
    {
        Element("clipPath", () =>
        {
            Attributes(("id", id));
            Box(panel);
        });
        Element("g", () =>
        {
            Attributes(("clip-path", $"url(#{id})"));
            content();
        });
    }

    public void Box(Panel panel, params (string, string)[] look) => Shape("rect",
        [("x", Number(panel.Left)), ("y", Number(panel.Top)), ("width", Number(panel.Width)), ("height", Number(panel.Height)), .. look]);

    public void Grid(Panel panel)
    {
        var data = new StringBuilder();
        foreach (var tick in panel.Horizontal.Ticks(5))
            data.Append('M').Append(Pair((panel.X(tick), panel.Top))).Append('V').Append(Number(panel.Bottom));
        foreach (var tick in VerticalTicks(panel))
            data.Append('M').Append(Pair((panel.Left, panel.Y(tick)))).Append('H').Append(Number(panel.Right));
        Shape("path", ("d", data.ToString()), ("stroke", theme.Grid), ("fill", "none"));
    }

    /// <summary>
    /// Draws the border with the ticks and the names of the axes; without a name, the horizontal axis has no ticks either.
    /// </summary>
    public void Frame(Panel panel, string? below, string beside)
    {
        Box(panel, ("fill", "none"), ("stroke", theme.Muted));
        var longest = 0;
        foreach (var tick in VerticalTicks(panel))
        {
            var label = Numerals.Short(tick);
            longest = Math.Max(longest, label.Length);
            Label(label, panel.Left - 6, panel.Y(tick) + 4, "end", theme.Muted);
        }
        // The name stands clear of long numbers, as 0.0415 is.
        var (x, y) = (Math.Max(10, panel.Left - Math.Max(46, 16 + 6.6 * longest)), panel.Top + (panel.Height / 2));
        Label(Shortened(beside, (int)(panel.Height / 7)), x, y, "middle", theme.Ink, ("transform", Text($"rotate(-90 {x:0.##} {y:0.##})")));
        if (below is null) return;
        foreach (var tick in panel.Horizontal.Ticks(5))
            Label(Numerals.Short(tick), panel.X(tick), panel.Bottom + 16, "middle", theme.Muted);
        Label(Shortened(below, 50), panel.Left + (panel.Width / 2), panel.Bottom + 36, "middle", theme.Ink);
    }

    public void Title(string text, Panel panel) => Label(Shortened(text, 52), panel.Right, panel.Top - 12, "end", theme.Muted);

    public void Dot(double x, double y, double radius, string fill, string stroke) => Shape("circle",
        ("cx", Number(x)), ("cy", Number(y)), ("r", Number(radius)), ("fill", fill), ("stroke", stroke), ("stroke-width", "1.5"));

    public void Cross(double x, double y) => Shape("path",
        ("class", "minimum"), ("d", Text($"M{x - 5:0.##},{y - 5:0.##}l10,10m-10,0l10,-10")),
        ("stroke", theme.Ink), ("stroke-width", "2"), ("fill", "none"));

    /// <summary>Draws the mark of a class, in one of five forms.</summary>
    public void Mark(int form, double x, double y, double radius, string colour, bool open)
    {
        var r = radius;
        var data = (form % 5) switch
        {
            0 => Text($"M{x - r:0.##},{y:0.##}a{r},{r} 0 1 0 {2 * r},0a{r},{r} 0 1 0 {-2 * r},0Z"),
            1 => Text($"M{x - (0.9 * r):0.##},{y - (0.9 * r):0.##}h{1.8 * r}v{1.8 * r}h{-1.8 * r}Z"),
            2 => Text($"M{x - (1.25 * r):0.##},{y:0.##}l{1.25 * r},{-1.25 * r}l{1.25 * r},{1.25 * r}l{-1.25 * r},{1.25 * r}Z"),
            3 => Text($"M{x - (1.1 * r):0.##},{y + (0.9 * r):0.##}h{2.2 * r}l{-1.1 * r},{-2 * r}Z"),
            _ => Text($"M{x - (1.1 * r):0.##},{y - (0.9 * r):0.##}h{2.2 * r}l{-1.1 * r},{2 * r}Z"),
        };
        Shape("path", ("class", "row"), ("d", data), ("fill", open ? theme.Background : colour),
            ("stroke", open ? colour : theme.Background), ("stroke-width", open ? Text($"{Outline}") : "0.6"));
    }

    /// <summary>Draws a chain of lines in the colour of a track.</summary>
    public void Line(Track track, IEnumerable<(double X, double Y)> points, double width = 1.7, string? dashes = null) =>
        Line(track.Look, points, width, dashes);

    /// <summary>Draws a chain of lines.</summary>
    public void Line(Look look, IEnumerable<(double X, double Y)> points, double width = 1.7, string? dashes = null) => Shape("path",
    [
        ("d", PathData(points)), ("fill", "none"), ("stroke", theme.Path(look)), ("stroke-width", Number(width)),
        ("stroke-linejoin", "round"),
        .. (dashes ?? Theme.Dashes(look)) is { Length: > 0 } pattern ? new[] { ("stroke-dasharray", pattern) } : [],
    ]);

    /// <summary>A closed border in the units of a panel as path data, simplified within a tolerance in pixels.</summary>
    public static string RingData(IReadOnlyList<(double X, double Y)> ring, Panel panel, double tolerance) =>
        PathData(Polyline.Simplify([.. ring.Select(point => (panel.X(point.X), panel.Y(point.Y)))], tolerance)) + "Z";

    /// <summary>A chain of points as path data. NaN breaks the chain; points that coincide with the one before are left out.</summary>
    public static string PathData(IEnumerable<(double X, double Y)> points)
    {
        var (data, last, letter) = (new StringBuilder(), "", 'M');
        foreach (var point in points)
        {
            if (double.IsNaN(point.X) || double.IsNaN(point.Y))
            {
                letter = 'M';
                continue;
            }
            var pair = Pair(point);
            if (pair != last || letter == 'M') data.Append(letter).Append(pair);
            (last, letter) = (pair, 'L');
        }
        return data.ToString();
    }

    public static string Pair((double X, double Y) point) => Number(point.X) + "," + Number(point.Y);

    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Text(FormattableString text) => FormattableString.Invariant(text);

    public static string Shortened(string name, int length) => name.Length <= length ? name : name[..(length - 1)] + "…";

    private static IReadOnlyList<double> VerticalTicks(Panel panel) => panel.Vertical.Ticks(Math.Max(3, (int)(panel.Height / 50)));

    /// <summary>Replaces characters that XML cannot represent, such as control characters, with the replacement character.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes()
        .Select(rune => rune.Value is < 0x20 or 0x7f or 0xfffe or 0xffff ? "\ufffd" : rune.ToString()));
}
