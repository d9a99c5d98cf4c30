namespace PSOptimize.Pictures;

/// <summary>The chart of the value by iteration.</summary>
internal sealed record SvgConvergence(Scene Scene) : SvgChart(Scene)
{
    public override void Draw(SvgPen pen, Place place, string id)
    {
        var scales = Scales.OfConvergence(Scene);
        var panel = place.With(scales.Horizontal, scales.Vertical);
        pen.Title("Convergence", panel);
        pen.Grid(panel);
        pen.Frame(panel, "Iteration", "Value");
        pen.Clipped(panel, id, () => SvgPaths.Draw(pen, Scene, panel, id + "p", row => (row.Iteration, row.Value)));
    }
}
