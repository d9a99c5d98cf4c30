using System.Diagnostics;
using System.Management.Automation;

namespace PSOptimize.ScriptBlocks;

/// <summary>The variables, functions and commands of a session, as a script block made there sees them.</summary>
internal sealed class SessionSurroundings(SessionState session) : IScriptSurroundings
{
    // Aliases and functions are looked up in the session of the block, which may be that of a module. Asking for a command instead would
    // search all modules of the machine for a name that is none.
    private static readonly ScriptBlock LookUp = ScriptBlock.Create("""
        & {
            $all = $ExecutionContext.SessionState.PSVariable
            , @($all.GetValue("alias:" + $args[0]), $all.GetValue("function:" + $args[0]))
        } $args[0]
        """);

    /// <summary>For how long parts of a script may run while it is translated, all together.</summary>
    private TimeSpan _left = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (string? Alias, ScriptBlock? Function)> _known = new(StringComparer.OrdinalIgnoreCase);

    public bool TryVariable(string name, out object? value)
    {
        var variable = session.PSVariable.Get(name);
        value = variable?.Value;
        return variable is not null;
    }

    public string WithoutAlias(string name)
    {
        for (var depth = 0; depth < 16 && Known(name).Alias is { } other; depth++)
            name = other;
        return name;
    }

    public ScriptBlock? Function(string name) => Known(name).Function is { IsFilter: false } function ? function : null;

    public bool IsCommand(string name, string command) => name.Equals(command, StringComparison.OrdinalIgnoreCase)
        && Known(name).Function is null
        && (session.InvokeCommand.GetCmdlet(name) ?? session.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet)) is CmdletInfo cmdlet
        && cmdlet.ModuleName.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<object?>? Evaluate(string script, IReadOnlyDictionary<string, object?> variables)
    {
        if (_left <= TimeSpan.Zero) return null;
        var watch = Stopwatch.StartNew();
        IReadOnlyList<object?>? output = null;
        ScriptLimit.Run(_left, () =>
        {
            var names = string.Join(", ", variables.Keys.Select(name => $"${{{name}}}"));
            var block = ScriptBlock.Create($"& {{ param({names}) $ErrorActionPreference = 'Stop'; {script} }} @args");
            output = [.. session.InvokeCommand.InvokeScript(session, block, [.. variables.Values])];
        });
        _left -= watch.Elapsed;
        return output;
    }

    public bool IsForeign(ScriptBlock block) => block.Module != session.Module;

    private (string? Alias, ScriptBlock? Function) Known(string name)
    {
        if (!_known.TryGetValue(name, out var found))
        {
            var isName = name.Length > 0 && name.IndexOfAny(['\\', '/', ':']) < 0;
            var pair = isName ? session.InvokeCommand.InvokeScript(session, LookUp, WildcardPattern.Escape(name)) : [];
            found = pair is [var alias, var function] ? (alias.Unwrap() as string, function.Unwrap() as ScriptBlock) : default;
            _known.Add(name, found);
        }

        return found;
    }
}
