namespace PSOptimize.Objectives.Regression;

/// <summary>A curve in the form for hot paths: its value at a row, and the gradient by the parameters where one is wanted.</summary>
/// <param name="row">The inputs of the row, in the order of the model's columns.</param>
/// <param name="parameters">The parameters.</param>
/// <param name="gradient">As long as the parameters, every element to be written; empty when only the value is wanted.</param>
/// <returns>The value of the curve.</returns>
public delegate double CurveFunction(ReadOnlySpan<double> row, ReadOnlySpan<double> parameters, Span<double> gradient);
