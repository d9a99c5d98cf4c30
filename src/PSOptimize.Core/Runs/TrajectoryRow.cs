using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>One row of a trajectory: an iterate and what is known of it, in the units of the objective.</summary>
/// <param name="Iteration">From 0, the start.</param>
/// <param name="Evaluations">Of the objective up to and including this point; differences count.</param>
/// <param name="Value">The objective's value at the point.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient there; NaN if the method uses none.</param>
/// <param name="StepNorm">The Euclidean length of the move that led here; 0 at the start.</param>
/// <param name="LearningRate">The rate of that move, at the start that of the first move; NaN if the method has none.</param>
/// <param name="Point">The coordinates.</param>
public sealed record TrajectoryRow(
    long Iteration, long Evaluations, double Value, double GradientNorm, double StepNorm, double LearningRate, Vector Point)
{
    /// <summary>The objective's metrics at the point, in the order of its <c>MetricNames</c>; NaN for one that was not due.</summary>
    public Vector Metrics { get; init; } = Vector.Empty;
}
