using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// What script blocks use of their session and a fresh runspace lacks: variables, functions, aliases and modules, and what those functions
/// use in turn.
/// </summary>
internal sealed class ScriptDependencies
{
    /// <summary>Longer lists are named by their type alone.</summary>
    private const int MostShown = 1000;

    /// <summary>What every session has of its own, and says nothing of a block.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "args", "input", "null", "true", "false", "this", "PSItem", "Error", "PID", "HOME", "Host", "PWD", "LASTEXITCODE", "Matches",
    };

    private const CommandTypes Kinds = CommandTypes.Alias | CommandTypes.Function | CommandTypes.Filter | CommandTypes.Cmdlet;

    private readonly Dictionary<string, object?> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ScriptBlock> _functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _modules = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Collects what blocks use of the session in which they were made; a closure has a session of its own.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="kept">Variables that the blocks keep, whatever the session has.</param>
    /// <param name="session">The session.</param>
    public ScriptDependencies(IEnumerable<ScriptBlock> blocks, IEnumerable<PSVariable> kept, SessionState session)
    {
        foreach (var variable in kept) FollowVariable(variable, session);
        foreach (var block in blocks) Follow(block, session);
    }

    /// <summary>
    /// The text of a block, with the variables and functions that it uses as comments: numbers, texts and lists of them by value, other
    /// objects by their type.
    /// </summary>
    /// <param name="block">The text of the block.</param>
    public string Annotated(string block)
    {
        var lines = _variables.Where(variable => !Own.Contains(variable.Key)).OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => $"${variable.Key} = {Shown(variable.Value)}")
            .Concat(_functions.OrderBy(function => function.Key, StringComparer.Ordinal)
                .Select(function => $"function {function.Key} {{{function.Value}}}"));
        return string.Join("\n", lines.Select(line => "# " + line.ReplaceLineEndings("\n# ")).Prepend(block));
    }

    private static string Shown(object? value) => value.Unwrap() switch
    {
        null => "$null",
        IConvertible plain => plain.ToString(CultureInfo.InvariantCulture),
        ScriptBlock block => $"{{{block}}}",
        IList { Count: <= MostShown } list => string.Join(", ", list.Cast<object?>().Select(Shown)),
        var other => $"[{other.GetType().Name}]",
    };

    /// <summary>Imports the modules into runspaces that begin in this state.</summary>
    public void AddTo(InitialSessionState initial) => initial.ImportPSModule([.. _modules]);

    /// <summary>
    /// Sets everything else in an open runspace. Objects are shared, blocks are copied, and variables that every runspace has stay.
    /// </summary>
    public void SetIn(Runspace runspace)
    {
        var session = runspace.SessionStateProxy;
        foreach (var (name, value) in _variables)
        {
            if (session.PSVariable.Get(name) is not null) continue;
            session.PSVariable.Set(name, value is ScriptBlock block ? ScriptCopy.Of(block) : value);
        }
        foreach (var (name, function) in _functions) session.InvokeProvider.Item.Set($"function:{name}", ScriptCopy.Of(function));
        foreach (var (name, definition) in _aliases) session.InvokeProvider.Item.Set($"alias:{name}", definition);
    }

    private void Follow(ScriptBlock block, SessionState session)
    {
        session = block.Module?.SessionState ?? session;
        var uses = block.Ast.FindAll(
            node => node is VariableExpressionAst { VariablePath.IsVariable: true } or CommandAst, searchNestedScriptBlocks: true);
        foreach (var node in uses)
        {
            if (node is VariableExpressionAst variable)
                FollowVariable(session.PSVariable.Get(variable.VariablePath.UserPath), session);
            else if (((CommandAst)node).GetCommandName() is { Length: > 0 } name)
                FollowCommand(session.InvokeCommand.GetCommand(name, Kinds), session);
        }
    }

    private void FollowVariable(PSVariable? variable, SessionState session)
    {
        if (variable is null || !_variables.TryAdd(variable.Name, variable.Value)) return;
        if (variable.Value is ScriptBlock block) Follow(block, session);
    }

    private void FollowCommand(CommandInfo? command, SessionState session)
    {
        if (command?.Module is { Path: { Length: > 0 } path } module && File.Exists(path))
        {
            // The modules of PowerShell itself load by name.
            if (module.Name.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase)) return;
            var manifest = Path.Combine(module.ModuleBase, module.Name + ".psd1");
            _modules.Add(File.Exists(manifest) ? manifest : path);
        }
        else if (command is FunctionInfo function)
        {
            if (_functions.TryAdd(function.Name, function.ScriptBlock)) Follow(function.ScriptBlock, session);
        }
        else if (command is AliasInfo { Options: ScopedItemOptions.None } alias)
        {
            if (_aliases.TryAdd(alias.Name, alias.Definition)) FollowCommand(alias.ReferencedCommand, session);
        }
    }
}
