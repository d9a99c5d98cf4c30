namespace PSOptimize.Pictures;

/// <summary>The chart of data and models, with the residuals below.</summary>
internal sealed record SvgFit(Scene Scene, FitView Fit) : SvgChart(Scene)
{
    public override void Draw(SvgPen pen, Place place, string id)
    {
        var upper = place.Part(0, 0.68).With(Fit.Horizontal, Fit.Vertical);
        var lower = place.Part(0.74, 1).With(Fit.Horizontal, Fit.Residual);
        var (theme, many) = (pen.Theme, Fit.Observed.Length > 60);
        pen.Title("Data and model", upper);
        pen.Grid(upper);
        pen.Frame(upper, null, Fit.VerticalName);
        pen.Clipped(upper, id + "d", () =>
        {
            if (Fit.Column is null) Diagonal(pen, upper);
            for (var i = 0; i < Fit.Models.Count; i++)
            {
                var model = Fit.Models[i];
                var width = Fit.Models.Count > 1 ? 3.2 - (1.6 * i / (Fit.Models.Count - 1)) : 2;
                pen.Line(model.Track, model.Grid.Zip(model.Curve, (x, y) => (upper.X(x), upper.Y(y))), width);
                if (Fit.Column is null) Points(pen, upper, model, Fit.Observed, theme.Path(model.Track.Look), bars: true, many ? 2 : 3);
            }
            if (Fit.Column is not null) Points(pen, upper, Fit.Models[0], Fit.Observed, theme.Ink, bars: true, many ? 2 : 3);
        });

        if (Fit.Sigma.Length > 0)
        {
            var band = lower with { Top = lower.Y(1), Height = Math.Min(lower.Bottom, lower.Y(-1)) - lower.Y(1) };
            pen.Box(band.Top >= lower.Top ? band : lower, ("fill", theme.Grid), ("fill-opacity", "0.6"));
        }
        pen.Grid(lower);
        pen.Frame(lower, Fit.HorizontalName, Fit.ResidualName);
        pen.Clipped(lower, id + "r", () =>
        {
            var zero = SvgPen.Text($"M{lower.Left},{lower.Y(0):0.##}H{lower.Right}");
            pen.Shape("path", ("d", zero), ("stroke", theme.Muted), ("stroke-width", "1.3"));
            foreach (var model in Fit.Models)
                Points(pen, lower, model, model.Residuals, theme.Path(model.Track.Look), bars: false, many ? 1.8 : 2.6);
        });
    }

    private void Points(SvgPen pen, Panel panel, FittedModel model, double[] values, string colour, bool bars, double radius)
    {
        var places = Fit.Places(model);
        for (var row = 0; row < values.Length; row++)
        {
            var (x, y) = (panel.X(places[row]), panel.Y(values[row]));
            if (double.IsNaN(x) || double.IsNaN(y)) continue;
            if (bars && Fit.Sigma.Length > 0)
            {
                var (low, high) = (panel.Y(values[row] - Fit.Sigma[row]), panel.Y(values[row] + Fit.Sigma[row]));
                pen.Shape("path", ("class", "bar"), ("d", SvgPen.Text($"M{x:0.##},{low:0.##}V{high:0.##}")), ("stroke", pen.Theme.Muted));
            }
            pen.Mark(0, x, y, radius, colour, open: row >= Fit.HeldOutFrom);
        }
    }

    /// <summary>The line on which fitted and observed values are equal.</summary>
    private static void Diagonal(SvgPen pen, Panel panel)
    {
        var (low, high) = (panel.Horizontal.Minimum, panel.Horizontal.Maximum);
        var data = SvgPen.PathData([(panel.X(low), panel.Y(low)), (panel.X(high), panel.Y(high))]);
        pen.Shape("path", ("d", data), ("stroke", pen.Theme.Muted), ("stroke-dasharray", "2 2.5"));
    }
}
