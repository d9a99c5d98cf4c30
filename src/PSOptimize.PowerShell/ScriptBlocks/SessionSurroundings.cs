using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>The variables, functions and commands of a session, as a script block made there sees them.</summary>
internal sealed class SessionSurroundings(SessionState session) : IScriptSurroundings
{
    public bool TryVariable(string name, out object? value)
    {
        var variable = session.PSVariable.Get(name);
        value = variable?.Value;
        return variable is not null;
    }

    public Ast? Function(string name) => (session.InvokeCommand.GetCommand(name, CommandTypes.Function) as FunctionInfo)?.ScriptBlock.Ast;

    public bool IsCommand(string name, string command)
    {
        var found = session.InvokeCommand.GetCommand(name, CommandTypes.Alias | CommandTypes.Function | CommandTypes.Cmdlet);
        while (found is AliasInfo alias)
            found = alias.ReferencedCommand;
        return found is CmdletInfo cmdlet && cmdlet.Name.Equals(command, StringComparison.OrdinalIgnoreCase)
            && cmdlet.ModuleName.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase);
    }
}
