namespace PSOptimize.Pictures;

/// <summary>The model of a run at its best point.</summary>
/// <param name="Track">The run.</param>
/// <param name="Fitted">The model's value at each row; NaN where it has none.</param>
/// <param name="Residuals">Observed minus fitted value of each row, in units of its σ where there is one.</param>
/// <param name="Grid">Where the curve is drawn, rising; empty where the model is no curve.</param>
/// <param name="Curve">The model's value there; NaN where it has none.</param>
/// <param name="Frames">How the curve came about: its values at every few points of the grid, at some iterations of the run; none where the model is no curve.</param>
internal sealed record FittedModel(
    Track Track, double[] Fitted, double[] Residuals, double[] Grid, double[] Curve, IReadOnlyList<(long Iteration, double[] Curve)> Frames);
