namespace PSOptimize.Runs.Checkpoints;

/// <summary>Which rows of a run have been stored and do not change any more, so that a further write need not repeat them.</summary>
/// <param name="Iteration">The iteration of the last row of the trajectory; −1 if there is none.</param>
/// <param name="Evaluations">The number of evaluations.</param>
internal readonly record struct StoredRows(long Iteration, int Evaluations)
{
    /// <summary>Nothing.</summary>
    public static StoredRows None { get; } = new(-1, 0);
}
