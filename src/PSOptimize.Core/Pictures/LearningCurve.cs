namespace PSOptimize.Pictures;

/// <summary>The metrics of a run by epoch, one number per measurement.</summary>
/// <param name="Track">The run.</param>
/// <param name="Epochs">The times of the measurements in passes through the data, from 0; without batches, a pass is a step.</param>
/// <param name="Loss">The loss on the fitted rows, including penalties.</param>
/// <param name="HeldOutLoss">The loss on the held-out rows; empty if there are none.</param>
/// <param name="Quality">The accuracy or R² on the fitted rows.</param>
/// <param name="HeldOutQuality">The accuracy or R² on the held-out rows; empty if there are none.</param>
internal sealed record LearningCurve(
    Track Track, double[] Epochs, double[] Loss, double[] HeldOutLoss, double[] Quality, double[] HeldOutQuality);
