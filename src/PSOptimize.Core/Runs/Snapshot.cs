using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>What the loop knows of an iterate. The memory of its point may be reused, unless it is the best.</summary>
internal readonly record struct Snapshot(
    long Iteration, long Evaluations, double Value, double GradientNorm, double StepNorm, double LearningRate, Vector Point, Vector Metrics,
    long Transition)
{
    /// <summary>The row of this iterate, with a copy of its coordinates.</summary>
    public TrajectoryRow ToRow() =>
        new(Iteration, Evaluations, Value, GradientNorm, StepNorm, LearningRate, Vector.Copy(Point.AsSpan())) { Metrics = Metrics };

    /// <summary>The iterate of a stored row.</summary>
    public static Snapshot FromRow(TrajectoryRow row, long transition) => new(
        row.Iteration, row.Evaluations, row.Value, row.GradientNorm, row.StepNorm, row.LearningRate, row.Point, row.Metrics, transition);
}
