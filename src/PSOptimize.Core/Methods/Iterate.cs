using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>A point that a method has come to, and what it knows of it, in the units of the objective.</summary>
/// <param name="Iteration">How many iterations led here, from 0 for the start.</param>
/// <param name="Point">The coordinates: where the method stands, or the best point of a population.</param>
/// <param name="Value">
/// The objective's value there, or NaN while it is not known: a first-order method knows the value of the point
/// that it leaves, never of the one that it has just reached.
/// </param>
/// <param name="GradientNorm">The Euclidean norm of the gradient there; NaN while it is not known, or if the method uses none.</param>
/// <param name="StepNorm">The Euclidean length of the move that led here; 0 at the start.</param>
/// <param name="LearningRate">The rate (or temperature, or radius) of that move; NaN if there is none.</param>
public sealed record Iterate(
    long Iteration, Vector Point, double Value = double.NaN, double GradientNorm = double.NaN, double StepNorm = 0,
    double LearningRate = double.NaN);
