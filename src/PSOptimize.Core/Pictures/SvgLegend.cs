namespace PSOptimize.Pictures;

/// <summary>The legend of the lines and marks of a scene, laid out in lines.</summary>
internal sealed class SvgLegend
{
    private const int Longest = 90;

    private readonly List<(string Name, Action<SvgPen, double, double> Sign, double X, int Line)> _entries = [];

    private SvgLegend() { }

    public int Lines => _entries[^1].Line + 1;

    public static SvgLegend ForScene(Scene scene, double left, double right)
    {
        var legend = new SvgLegend();
        var (x, line) = (left, 0);
        foreach (var row in scene.Legend)
        {
            foreach (var entry in row.Entries) Add(entry.Name, (pen, x, y) => pen.Line(entry.Look, [(x, y), (x + 24, y)], 3));
            if (row.Title.Length > 0) (x, line) = (left, line + 1);
        }
        if (scene.LegendNote.Length > 0) Add(scene.LegendNote, (_, _, _) => { });
        if (scene.Landscape is not null)
        {
            Add("start", (pen, x, y) => pen.Dot(x + 14, y, 4, pen.Theme.Background, pen.Theme.Ink));
            Add("end", (pen, x, y) => pen.Dot(x + 14, y, 4, pen.Theme.Ink, pen.Theme.Ink));
            if (scene.Minimizers.Count > 0) Add("known minimum", (pen, x, y) => pen.Cross(x + 14, y));
        }
        if (scene.Classes is { } classes)
        {
            for (var k = 0; k < classes.Classes.Count; k++)
            {
                var index = k;
                Add(classes.Classes[k], (pen, x, y) => pen.Mark(index, x + 16, y, 4, pen.Theme.Path(index), open: false));
            }
            Add("misclassified", (pen, x, y) => pen.Dot(x + 14, y, 5.5, "none", pen.Theme.Ink));
        }
        if (scene.Fit is { } fit && fit.HeldOutFrom < fit.Observed.Length || scene.Classes is { } data && data.HeldOutFrom < data.X.Length)
            Add("held out", (pen, x, y) => pen.Mark(0, x + 14, y, 4, pen.Theme.Ink, open: true));
        return legend;

        void Add(string text, Action<SvgPen, double, double> sign)
        {
            var name = SvgPen.Shortened(text, Longest);
            var width = 50 + (7.1 * name.Length);
            if (x + width > right && x > left) (x, line) = (left, line + 1);
            legend._entries.Add((name, sign, x, line));
            x += width;
        }
    }

    public void Draw(SvgPen pen, double top, double lineHeight)
    {
        foreach (var (name, sign, x, line) in _entries)
        {
            var y = top + (line * lineHeight);
            sign(pen, x, y);
            pen.Label(name, x + 30, y + 4, "start", pen.Theme.Ink);
        }
    }
}
