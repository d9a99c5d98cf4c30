using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>What a script block sees around it. The translator reads it once, when the objective is made.</summary>
internal interface IScriptSurroundings
{
    /// <summary>Whether there is such a variable, and its value.</summary>
    bool TryVariable(string name, out object? value);

    /// <summary>The definition of a function, or null if there is none of this name.</summary>
    Ast? Function(string name);

    /// <summary>Whether a name, as the script writes it, stands for a command of PowerShell itself.</summary>
    bool IsCommand(string name, string command);
}
