using System.Management.Automation;

namespace PSOptimize.ScriptBlocks;

/// <summary>PowerShell passes objects in wrappers, to which it attaches properties.</summary>
internal static class PSObjectExtensions
{
    /// <summary>The object without its wrapper, if it has one; of a text that stands for an object, that object.</summary>
    public static object? Unwrap(this object? value) =>
        value is PSObject wrapper ? Linked.TargetOf(wrapper) ?? wrapper.BaseObject : value;
}
