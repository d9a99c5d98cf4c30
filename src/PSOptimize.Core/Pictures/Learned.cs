namespace PSOptimize.Pictures;

/// <summary>What a run learned, one number an epoch each.</summary>
/// <param name="Track">The run.</param>
/// <param name="Epochs">When: passes through the data, from 0; without batches a pass is a step.</param>
/// <param name="Loss">On the rows that are fitted, penalties included.</param>
/// <param name="HeldOutLoss">On the rows held out; empty where there are none.</param>
/// <param name="Quality">Accuracy or R² on the rows that are fitted.</param>
/// <param name="HeldOutQuality">On the rows held out; empty where there are none.</param>
internal sealed record Learned(Track Track, double[] Epochs, double[] Loss, double[] HeldOutLoss, double[] Quality, double[] HeldOutQuality);
