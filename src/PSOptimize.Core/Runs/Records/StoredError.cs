namespace PSOptimize.Runs.Records;

/// <summary>An exception that an objective threw in another process, of which the message is known.</summary>
/// <param name="type">The name of its type.</param>
/// <param name="message">Its message.</param>
internal sealed class StoredError(string type, string message) : Exception(message)
{
    /// <summary>The name of the type of the exception that was thrown.</summary>
    public string Type { get; } = type;
}
