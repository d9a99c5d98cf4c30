namespace PSOptimize.Runs;

/// <summary>A checkpoint that cannot be used.</summary>
/// <param name="error">What is wrong.</param>
/// <param name="message">What is wrong and what to do, in a sentence.</param>
/// <param name="inner">What was thrown below, where something was.</param>
public sealed class CheckpointException(CheckpointError error, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is wrong.</summary>
    public CheckpointError Error { get; } = error;
}
