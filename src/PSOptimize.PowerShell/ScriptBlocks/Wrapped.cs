using System.Management.Automation;

namespace PSOptimize.ScriptBlocks;

/// <summary>Objects as PowerShell passes them: in wrappers, to which it attaches properties.</summary>
internal static class Wrapped
{
    /// <summary>The object without its wrapper.</summary>
    public static object? Plain(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
