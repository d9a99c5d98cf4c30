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

    /// <summary>What PowerShell itself sets anew in each session or call.</summary>
    private static readonly HashSet<string> OfEverySession = new(
        InitialSessionState.CreateDefault2().Variables.Select(variable => variable.Name).Concat(
        [
            "args", "input", "this", "foreach", "switch", "matches", "MyInvocation", "PSBoundParameters", "PSCmdlet", "PSCommandPath",
            "PSScriptRoot", "StackTrace", "_", "PSItem", "?", "^", "$", "null", "true", "false", "PWD", "Error", "LASTEXITCODE", "Profile",
            "ExecutionContext", "Host", "PSSenderInfo", "ConsoleFileName", "OFS", "PID", "HOME", "PSHOME", "PSEdition", "PSVersionTable",
            "PSCulture", "PSUICulture", "ShellId", "IsLinux", "IsMacOS", "IsWindows", "IsCoreCLR", "EnabledExperimentalFeatures",
            "NestedPromptLevel",
        ]), StringComparer.OrdinalIgnoreCase);

    private static readonly TokenKind[] Counting =
        [TokenKind.PlusPlus, TokenKind.MinusMinus, TokenKind.PostfixPlusPlus, TokenKind.PostfixMinusMinus];

    private const CommandTypes Kinds = CommandTypes.Alias | CommandTypes.Function | CommandTypes.Filter | CommandTypes.Cmdlet;

    private readonly Dictionary<string, object?> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ScriptBlock> _functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PSModuleInfo> _modules = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _assigned = new(StringComparer.OrdinalIgnoreCase);

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
        var lines = Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal)
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

    /// <summary>The variables, but for those that every session has.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Variables => _variables.Where(entry => !OfEverySession.Contains(entry.Key));

    /// <summary>The functions and filters.</summary>
    public IReadOnlyDictionary<string, ScriptBlock> Functions => _functions;

    /// <summary>The aliases, each with what it stands for.</summary>
    public IReadOnlyDictionary<string, string> Aliases => _aliases;

    /// <summary>The modules by the paths that they are imported from.</summary>
    public IReadOnlyDictionary<string, PSModuleInfo> Modules => _modules;

    /// <summary>The names of variables that are read, never assigned, and have no value.</summary>
    public IEnumerable<string> Missing =>
        _read.Where(name => !_assigned.Contains(name) && !_variables.ContainsKey(name) && !OfEverySession.Contains(name));

    /// <summary>Imports the modules into runspaces that begin in this state.</summary>
    public void AddTo(InitialSessionState initial) => initial.ImportPSModule([.. _modules.Keys]);

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
        _assigned.UnionWith(Assigned(block.Ast));
        var uses = block.Ast.FindAll(
            node => node is VariableExpressionAst { VariablePath.IsVariable: true } or CommandAst, searchNestedScriptBlocks: true);
        foreach (var node in uses)
        {
            if (node is VariableExpressionAst variable)
            {
                if (variable.VariablePath.IsUnqualified) _read.Add(variable.VariablePath.UserPath);
                FollowVariable(session.PSVariable.Get(variable.VariablePath.UserPath), session);
            }
            else if (((CommandAst)node).GetCommandName() is { Length: > 0 } name)
                FollowCommand(session.InvokeCommand.GetCommand(name, Kinds), session);
        }
    }

    /// <summary>The names that a tree gives a value itself: parameters, assignments, loops, and options such as -OutVariable.</summary>
    private static IEnumerable<string> Assigned(Ast tree) => tree.FindAll(_ => true, true).SelectMany(node => node switch
    {
        ParameterAst parameter => (IEnumerable<Ast>)[parameter.Name],
        AssignmentStatementAst assignment => assignment.Left.FindAll(part => part is VariableExpressionAst, false),
        ForEachStatementAst loop => [loop.Variable],
        UnaryExpressionAst unary when Counting.Contains(unary.TokenKind) => [unary.Child],
        ConvertExpressionAst { Type.TypeName.FullName: "ref" } reference => [reference.Child],
        CommandAst command => command.CommandElements.OfType<StringConstantExpressionAst>(),
        _ => [],
    }).Select(found => found switch
    {
        VariableExpressionAst variable => variable.VariablePath.UserPath,
        StringConstantExpressionAst word => word.Value,
        _ => "",
    });

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
            _modules.TryAdd(File.Exists(manifest) ? manifest : path, module);
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
