using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>An objective at a point.</summary>
/// <param name="Objective">Its name.</param>
/// <param name="Point">The point.</param>
/// <param name="Value">The value there.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient; NaN if the objective has none.</param>
/// <param name="Gradient">The gradient; empty if the objective has none.</param>
public sealed record Measurement(string Objective, Vector Point, double Value, double GradientNorm, Vector Gradient);
