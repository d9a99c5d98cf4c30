using System.Xml;

namespace PSOptimize.Pictures;

/// <summary>
/// A static picture of runs, for papers and READMEs: for each scene the paths on the landscape, the convergence beside it, and for
/// data the fit with its residuals, the decisions of classifiers and what was learned by epoch.
/// </summary>
public static class SvgPicture
{
    private const double Width = 940;
    private const double Side = 360;
    private const double Name = 24;
    private const double Head = 34;
    private const double Foot = 48;
    private const double LegendLine = 20;
    private static readonly double[] Columns = [64, 560];

    /// <summary>Writes the picture as SVG 1.1 with text as text.</summary>
    /// <param name="scenes">At least one.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="output">Where to.</param>
    public static void Write(IReadOnlyList<Scene> scenes, Theme theme, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentNullException.ThrowIfNull(theme);
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, IndentChars = " ", OmitXmlDeclaration = true });
        var pen = new SvgPen(xml, theme);
        var charts = scenes.Select(SvgChart.Of).ToArray();
        var legends = scenes.Select(scene => SvgLegend.Of(scene, Columns[0], Width)).ToArray();
        double HeightOf(int i) => Name + (Rows(charts[i]) * (Head + Side + Foot)) + (LegendLine * legends[i].Lines) + 10;
        var height = Enumerable.Range(0, scenes.Count).Sum(HeightOf) + 8;

        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        pen.Attributes(("viewBox", SvgPen.Text($"0 0 {Width} {height}")), ("width", SvgPen.Text($"{Width}")), ("height", SvgPen.Text($"{height}")),
            ("font-family", "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"), ("font-size", "12"), ("role", "img"));
        pen.Element("title", () => pen.Words(string.Join("; ", scenes.Select(scene =>
            $"{scene.Objective.Name}: {string.Join(", ", scene.Tracks.Select(track => track.Name))}"))));
        pen.Shape("rect", ("width", "100%"), ("height", "100%"), ("fill", theme.Background));
        for (var (i, top) = (0, 0.0); i < scenes.Count; top += HeightOf(i), i++)
        {
            pen.Label(scenes[i].Objective.Name, Columns[0], top + 24, "start", theme.Ink, ("font-size", "15"), ("font-weight", "600"));
            for (var k = 0; k < charts[i].Count; k++) charts[i][k].Draw(pen, PlaceOf(k, charts[i].Count, top), SvgPen.Text($"s{i}c{k}"));
            legends[i].Draw(pen, top + Name + (Rows(charts[i]) * (Head + Side + Foot)) + 10, LegendLine);
        }
        xml.WriteEndElement();
    }

    /// <summary>Where a chart stands: two in a row; one that is alone in its row takes all of it.</summary>
    /// <param name="index">From 0, the first of its scene.</param>
    /// <param name="count">How many charts the scene has.</param>
    /// <param name="top">Of the scene.</param>
    internal static SvgChart.Place PlaceOf(int index, int count, double top)
    {
        var alone = index % 2 == 0 && index == count - 1;
        return new(Columns[index % 2], top + Name + Head + (index / 2 * (Head + Side + Foot)), alone ? Width - 20 - Columns[0] : Side, Side);
    }

    private static int Rows(IReadOnlyList<SvgChart> charts) => (charts.Count + 1) / 2;
}
