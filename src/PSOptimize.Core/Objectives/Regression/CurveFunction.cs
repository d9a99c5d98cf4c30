namespace PSOptimize.Objectives.Regression;

/// <summary>
/// A curve over spans: its value for one data row, and the gradient with respect to the parameters, without allocation.
/// </summary>
/// <param name="row">The inputs of the row, in the order of the model's columns.</param>
/// <param name="parameters">The parameters.</param>
/// <param name="gradient">
/// Receives the gradient, one number per parameter, each of which must be written; empty if only the value is wanted.
/// </param>
/// <returns>The value of the curve.</returns>
public delegate double CurveFunction(ReadOnlySpan<double> row, ReadOnlySpan<double> parameters, Span<double> gradient);
