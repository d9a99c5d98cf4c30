namespace PSOptimize.Pictures;

/// <summary>The chart of the loss by epoch, with the accuracy or R² below; dotted lines are for held-out rows.</summary>
internal sealed record SvgLearning(Scene Scene, LearningView Learning) : SvgChart(Scene)
{
    private const string Dotted = "1.5 2.5";

    public override void Draw(SvgPen pen, Place place, string id)
    {
        var shown = Learning.Curves.Where(curve => !curve.Track.Diverged).DefaultIfEmpty(Learning.Curves[0]).ToArray();
        var epochs = Axis.Linear(0, Math.Max(1, Learning.Curves.Max(curve => curve.Epochs.LastOrDefault())));
        var losses = shown.SelectMany(curve => curve.Loss.Concat(curve.HeldOutLoss));
        var qualities = shown.SelectMany(curve => curve.Quality.Concat(curve.HeldOutQuality));
        var loss = place.Part(0, 0.47).With(epochs, Axis.ForValues(losses).Widened(0.06));
        var quality = place.Part(0.53, 1).With(epochs, Axis.ForValues(qualities, false).Widened(0.06));
        pen.Title(Learning.Curves.Any(curve => curve.HeldOutLoss.Length > 0) ? "Learning; dotted: held out" : "Learning", loss);
        Draw(pen, loss, id + "l", null, "Loss", curve => curve.Loss, curve => curve.HeldOutLoss);
        Draw(pen, quality, id + "q", "Epoch", Learning.Quality, curve => curve.Quality, curve => curve.HeldOutQuality);
    }

    private void Draw(
        SvgPen pen, Panel panel, string id, string? below, string beside,
        Func<LearningCurve, double[]> fitted, Func<LearningCurve, double[]> heldOut)
    {
        pen.Grid(panel);
        pen.Frame(panel, below, beside);
        pen.Clipped(panel, id, () =>
        {
            foreach (var curve in Learning.Curves)
            {
                pen.Line(curve.Track, curve.Epochs.Zip(fitted(curve), (x, y) => (panel.X(x), panel.Y(y))));
                pen.Line(curve.Track, curve.Epochs.Zip(heldOut(curve), (x, y) => (panel.X(x), panel.Y(y))), dashes: Dotted);
            }
        });
    }
}
