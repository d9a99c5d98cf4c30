using System.Management.Automation;

namespace PSOptimize.ScriptBlocks;

/// <summary>What a script block sees around it. The translator reads it once, when the objective is made.</summary>
internal interface IScriptSurroundings
{
    /// <summary>Whether there is such a variable, and its value.</summary>
    bool TryVariable(string name, out object? value);

    /// <summary>The name of the command that an alias stands for; the same name if it is no alias.</summary>
    string WithoutAlias(string name);

    /// <summary>A function, or null if there is none of this name.</summary>
    ScriptBlock? Function(string name);

    /// <summary>Whether a name, which is no alias, stands for a command of PowerShell itself.</summary>
    bool IsCommand(string name, string command);

    /// <summary>What a part of a script outputs that has no effects; null if it fails.</summary>
    /// <param name="script">Its text.</param>
    /// <param name="variables">Variables that the session does not have, or has with other values.</param>
    IReadOnlyList<object?>? Evaluate(string script, IReadOnlyDictionary<string, object?> variables);

    /// <summary>Whether a block sees the variables of another module, or those that a closure keeps.</summary>
    bool IsForeign(ScriptBlock block);
}
