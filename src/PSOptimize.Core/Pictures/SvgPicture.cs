using System.Xml;

namespace PSOptimize.Pictures;

/// <summary>
/// A static picture of runs as SVG, for papers and READMEs: for each scene the paths on the landscape and the convergence, and for data the
/// fit with its residuals, the decisions of classifiers, and the learning by epoch.
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

    /// <summary>Writes the picture as SVG 1.1, with text as text elements.</summary>
    /// <param name="scenes">At least one scene.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="output">The writer of the picture.</param>
    public static void Write(IReadOnlyList<Scene> scenes, Theme theme, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentNullException.ThrowIfNull(theme);
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, IndentChars = " ", OmitXmlDeclaration = true });
        var pen = new SvgPen(xml, theme);
        var charts = scenes.Select(SvgChart.ForScene).ToArray();
        var legends = scenes.Select(scene => SvgLegend.ForScene(scene, Columns[0], Width)).ToArray();
        double HeightOf(int i) => Name + (Rows(charts[i]) * (Head + Side + Foot)) + (LegendLine * legends[i].Lines) + 10;
        var height = Enumerable.Range(0, scenes.Count).Sum(HeightOf) + 8;

        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        pen.Attributes(
            ("viewBox", SvgPen.Text($"0 0 {Width} {height}")), ("width", SvgPen.Text($"{Width}")), ("height", SvgPen.Text($"{height}")),
            ("font-family", "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"), ("font-size", "12"),
            ("role", "img"));
        pen.Element("title", () => pen.Words(string.Join("; ", scenes.Select(scene =>
            $"{scene.Objective.Name}: {string.Join(", ", scene.Tracks.Select(track => track.Name))}"))));
        pen.Shape("rect", ("width", "100%"), ("height", "100%"), ("fill", theme.Background));
        for (var (i, top) = (0, 0.0); i < scenes.Count; top += HeightOf(i), i++)
        {
            pen.Label(scenes[i].Objective.Name, Columns[0], top + 24, "start", theme.Ink, ("font-size", "15"), ("font-weight", "600"));
            for (var k = 0; k < charts[i].Count; k++)
                charts[i][k].Draw(pen, PlaceOf(k, charts[i].Count, top), SvgPen.Text($"s{i}c{k}"));
            legends[i].Draw(pen, top + Name + (Rows(charts[i]) * (Head + Side + Foot)) + 10, LegendLine);
        }
        xml.WriteEndElement();
    }

    /// <summary>The rectangle of a chart: there are two per row, and one that is alone in its row fills it.</summary>
    /// <param name="index">The index of the chart within its scene, from 0.</param>
    /// <param name="count">The number of charts of the scene.</param>
    /// <param name="top">The top of the scene, in pixels.</param>
    internal static SvgChart.Place PlaceOf(int index, int count, double top)
    {
        var alone = index % 2 == 0 && index == count - 1;
        var below = index / 2 * (Head + Side + Foot);
        return new(Columns[index % 2], top + Name + Head + below, alone ? Width - 20 - Columns[0] : Side, Side);
    }

    private static int Rows(IReadOnlyList<SvgChart> charts) => (charts.Count + 1) / 2;
}
