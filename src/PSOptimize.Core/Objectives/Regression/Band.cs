using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>A band around predictions, one number per row in each vector; NaN for a row that the data say nothing about.</summary>
/// <param name="Lower">The lower ends.</param>
/// <param name="Upper">The upper ends.</param>
/// <param name="StandardErrors">The standard errors of the predictions.</param>
public sealed record Band(Vector Lower, Vector Upper, Vector StandardErrors);
