using System.Management.Automation;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Nothing around a script: no variables, no functions, no commands. What is translated in it computes with its parameters alone.
/// </summary>
internal sealed class NoSurroundings : IScriptSurroundings
{
    public bool TryVariable(string name, out object? value)
    {
        value = null;
        return false;
    }

    public string WithoutAlias(string name) => name;

    public ScriptBlock? Function(string name) => null;

    public bool IsCommand(string name, string command) => false;

    public IReadOnlyList<object?>? Evaluate(string script, IReadOnlyDictionary<string, object?> variables) => null;

    public bool IsForeign(ScriptBlock block) => true;
}
