namespace PSOptimize.Pictures;

/// <summary>The model at the best point of a run.</summary>
/// <param name="Track">The run.</param>
/// <param name="Fitted">The fitted value of each row; NaN if the model has none.</param>
/// <param name="Residuals">The observed minus the fitted value of each row, in units of σ if the data have one.</param>
/// <param name="Grid">The inputs at which the curve is drawn, ascending; empty if the model is not drawn as a curve.</param>
/// <param name="Curve">The value of the model at each of these inputs; NaN if it has none.</param>
/// <param name="Frames">
/// The evolution of the curve: its values at every few inputs, for some iterations of the run; empty if the model is not drawn as a curve.
/// </param>
internal sealed record FittedModel(
    Track Track, double[] Fitted, double[] Residuals, double[] Grid, double[] Curve,
    IReadOnlyList<(long Iteration, double[] Curve)> Frames);
