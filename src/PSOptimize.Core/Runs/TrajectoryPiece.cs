namespace PSOptimize.Runs;

/// <summary>
/// Consecutive rows of a trajectory as compressed columns, which can be stored while the run goes on: the pieces of a run, in order, are
/// its trajectory.
/// </summary>
/// <param name="First">The iteration of the first row.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Dimension">The number of coordinates.</param>
/// <param name="Metrics">The number of metrics.</param>
/// <param name="Columns">
/// The doubles of one column after the other, little-endian, compressed with Brotli: Iteration, Evaluations, Value, GradientNorm, StepNorm,
/// LearningRate, the coordinates, the metrics.
/// </param>
public sealed record TrajectoryPiece(long First, int Rows, int Dimension, int Metrics, ReadOnlyMemory<byte> Columns)
{
    /// <summary>Two pieces are equal if all their bytes are.</summary>
    /// <param name="other">The other piece.</param>
    public bool Equals(TrajectoryPiece? other) => other is not null
        && (First, Rows, Dimension, Metrics) == (other.First, other.Rows, other.Dimension, other.Metrics)
        && Columns.Span.SequenceEqual(other.Columns.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Rows, Dimension, Metrics, Columns.Length);
}
