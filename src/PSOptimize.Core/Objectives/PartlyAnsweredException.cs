namespace PSOptimize.Objectives;

/// <summary>Says that cancellation came when some of several queries were answered.</summary>
/// <param name="evaluations">The evaluations that were made.</param>
/// <param name="inner">The cancellation.</param>
internal sealed class PartlyAnsweredException(long evaluations, OperationCanceledException inner)
    : OperationCanceledException(inner.Message, inner)
{
    /// <summary>The evaluations that were made.</summary>
    public long Evaluations { get; } = evaluations;
}
