namespace PSOptimize.Runs.Checkpoints;

/// <summary>Thrown when a checkpoint or a stored state cannot be used.</summary>
/// <param name="error">Why it cannot be used.</param>
/// <param name="message">What is wrong and how to proceed.</param>
/// <param name="inner">The exception that caused this one, if any.</param>
public sealed class CheckpointException(CheckpointError error, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why the checkpoint cannot be used.</summary>
    public CheckpointError Error { get; } = error;
}
