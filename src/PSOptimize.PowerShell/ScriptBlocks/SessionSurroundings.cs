using System.Management.Automation;

namespace PSOptimize.ScriptBlocks;

/// <summary>The variables, functions and commands of a session, as a script block made there sees them.</summary>
internal sealed class SessionSurroundings(SessionState session) : IScriptSurroundings
{
    // Commands are looked up in the session of the block, which may be that of a module, and no module is searched for an unknown name.
    private static readonly ScriptBlock LookUp = ScriptBlock.Create("""
        & {
            param($name)
            $PSModuleAutoLoadingPreference = 'None'
            $ExecutionContext.InvokeCommand.GetCommand($name, 'Alias, Function, Filter, Cmdlet')
        } $args[0]
        """);

    private readonly Dictionary<string, CommandInfo?> _commands = new(StringComparer.OrdinalIgnoreCase);

    public bool TryVariable(string name, out object? value)
    {
        var variable = session.PSVariable.Get(name);
        value = variable?.Value;
        return variable is not null;
    }

    public string WithoutAlias(string name)
    {
        for (var depth = 0; depth < 16 && Command(name) is AliasInfo alias; depth++)
            name = alias.Definition;
        return name;
    }

    public ScriptBlock? Function(string name) => Command(name) is FunctionInfo function and not FilterInfo ? function.ScriptBlock : null;

    public bool IsCommand(string name, string command) => name.Equals(command, StringComparison.OrdinalIgnoreCase)
        && (Command(name) ?? session.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet)) is CmdletInfo cmdlet
        && cmdlet.ModuleName.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase);

    public bool IsForeign(ScriptBlock block) => block.Module != session.Module;

    private CommandInfo? Command(string name)
    {
        if (!_commands.TryGetValue(name, out var command))
        {
            command = session.InvokeCommand.InvokeScript(session, LookUp, name).FirstOrDefault()?.BaseObject as CommandInfo;
            _commands.Add(name, command);
        }

        return command;
    }
}
