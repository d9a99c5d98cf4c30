using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>One row of a trajectory: an iterate with its numbers, in the units of the objective.</summary>
/// <param name="Iteration">The iteration, 0 at the start.</param>
/// <param name="Evaluations">
/// The number of evaluations of the objective up to and including this point, with those for finite differences.
/// </param>
/// <param name="Value">The value of the objective at the point.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient at the point; NaN if the method does not use gradients.</param>
/// <param name="StepNorm">The Euclidean norm of the step that led to the point; 0 at the start.</param>
/// <param name="LearningRate">The learning rate of that step, at the start that of the first step; NaN if the method has none.</param>
/// <param name="Point">The point, one number per coordinate.</param>
public sealed record TrajectoryRow(
    long Iteration, long Evaluations, double Value, double GradientNorm, double StepNorm, double LearningRate, Vector Point)
{
    /// <summary>
    /// The objective's metrics at the point, in the order of its <c>MetricNames</c>; NaN for a metric that was not measured.
    /// </summary>
    public Vector Metrics { get; init; } = Vector.Empty;
}
