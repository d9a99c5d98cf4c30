using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Texts that stand for objects: in a table, a file or a comparison they are the text, and a parameter that they are given to takes the
/// object.
/// </summary>
internal static class Linked
{
    private static readonly ConditionalWeakTable<PSObject, object> Objects = [];

    /// <summary>A text that stands for an object.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">The object.</param>
    /// <param name="properties">Names and values that the text has as properties.</param>
    public static PSObject Text(string text, object target, IEnumerable<(string Name, object? Value)> properties)
    {
        var result = new PSObject(text);
        foreach (var (name, value) in properties)
            if (result.Properties[name] is null) result.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        Objects.Add(result, target);
        return result;
    }

    /// <summary>The object that a text stands for; null if it stands for nothing.</summary>
    public static object? TargetOf(PSObject text) => Objects.TryGetValue(text, out var target) ? target : null;
}
