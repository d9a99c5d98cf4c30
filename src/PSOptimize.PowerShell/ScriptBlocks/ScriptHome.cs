using System.Management.Automation;

namespace PSOptimize.ScriptBlocks;

/// <summary>The session in which a script block was made, whose variables the block sees.</summary>
/// <param name="Function">The block.</param>
/// <param name="Session">The session.</param>
internal sealed record ScriptHome(ScriptFunction Function, SessionState Session)
{
    /// <summary>The session if the current thread runs it, otherwise another one.</summary>
    /// <param name="other">The session of the command.</param>
    public SessionState SessionOr(SessionState other) => Function.IsHome ? Session : other;
}
