using System.Globalization;

namespace PSOptimize.Pictures;

/// <summary>The chart of the regions in which the classifier at the best point of a run chooses each class, with the data.</summary>
internal sealed record SvgDecision(Scene Scene, ClassView Classes, Decision Decision) : SvgChart(Scene)
{
    public override void Draw(SvgPen pen, Place place, string id)
    {
        var (lower, upper) = (Classes.Domain.Lower, Classes.Domain.Upper);
        var panel = place.With(Axis.Linear(lower[0], upper[0]), Axis.Linear(lower[1], upper[1]));
        var theme = pen.Theme;
        pen.Title($"{SvgPen.Shortened(Decision.Track.Name, 28)}: {Accuracy()} correct", panel);
        pen.Clipped(panel, id, () =>
        {
            for (var k = 0; k < Decision.Regions.Count; k++)
            {
                var data = string.Concat(Decision.Regions[k].Select(ring => SvgPen.RingData(ring, panel, 0.1)));
                if (data.Length > 0)
                    pen.Shape("path", ("class", "region"), ("d", data), ("fill", theme.Path(k)), ("fill-opacity", "0.2"),
                        ("fill-rule", "evenodd"), ("stroke", theme.Ink), ("stroke-width", "0.8"));
            }
            var radius = Classes.X.Length > 400 ? 2.2 : 3.2;
            for (var row = 0; row < Classes.X.Length; row++)
            {
                var (x, y) = (panel.X(Classes.X[row]), panel.Y(Classes.Y[row]));
                pen.Mark(Classes.Labels[row], x, y, radius, theme.Path(Classes.Labels[row]), open: row >= Classes.HeldOutFrom);
                if (Decision.Wrong[row])
                    pen.Shape("circle", ("class", "wrong"), ("cx", SvgPen.Number(x)), ("cy", SvgPen.Number(y)),
                        ("r", SvgPen.Number(radius + 3)), ("fill", "none"), ("stroke", theme.Ink), ("stroke-width", "1.3"));
            }
        });
        pen.Frame(panel, Classes.Features[0], Classes.Features[1]);
    }

    private string Accuracy()
    {
        string Share(bool[] wrong) =>
            (100.0 * wrong.Count(one => !one) / wrong.Length).ToString("0.#", CultureInfo.InvariantCulture) + " %";
        var (fitted, heldOut) = (Decision.Wrong[..Classes.HeldOutFrom], Decision.Wrong[Classes.HeldOutFrom..]);
        return heldOut.Length == 0 ? Share(fitted) : $"{Share(fitted)}, held out {Share(heldOut)}";
    }
}
