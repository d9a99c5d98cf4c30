namespace PSOptimize.Storage;

/// <summary>Thrown when a store cannot be used. What had been stored before is unchanged.</summary>
/// <param name="error">Why it cannot be used.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">The exception that caused this one, if any.</param>
public sealed class StoreException(StoreError error, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why the store cannot be used.</summary>
    public StoreError Error { get; } = error;
}
