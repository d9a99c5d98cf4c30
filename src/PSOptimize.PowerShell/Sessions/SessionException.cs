using System.Management.Automation;

namespace PSOptimize.Sessions;

/// <summary>Why runs cannot be made in other sessions, or no longer.</summary>
/// <param name="id">The id of the error.</param>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause; default none.</param>
internal sealed class SessionException(string id, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The error as PowerShell reports it.</summary>
    public ErrorRecord ToRecord() => new(this, id, ErrorCategory.InvalidOperation, null);
}
