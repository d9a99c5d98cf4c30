using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// What a script block can run: itself, and the functions and blocks of its session that it names, directly or through others.
/// </summary>
internal sealed class ScriptReach
{
    private static readonly HashSet<string> OfEachCall = new(StringComparer.OrdinalIgnoreCase)
    {
        "args", "input", "this", "foreach", "switch", "matches", "MyInvocation", "PSBoundParameters", "PSCmdlet", "PSCommandPath",
        "PSScriptRoot", "StackTrace",
    };

    private readonly Dictionary<string, PSVariable?> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Ast> _trees = [];
    private readonly SessionState? _session;
    private readonly SessionSurroundings? _surroundings;

    /// <summary>Follows a block through its session; without a session, the block alone is looked at.</summary>
    public ScriptReach(ScriptBlock block, SessionState? session)
    {
        if (session is not null)
        {
            _session = block.Module?.SessionState ?? session;
            _surroundings = new SessionSurroundings(_session);
        }
        Follow(block.Ast);
        HasHandlers = _trees.Any(
            tree => tree.Find(node => node is TryStatementAst or TrapStatementAst, searchNestedScriptBlocks: true) is not null);
    }

    /// <summary>
    /// Whether something there catches errors, and so could swallow one that the block would not throw in plain PowerShell.
    /// </summary>
    public bool HasHandlers { get; }

    /// <summary>The names of variables that have no value in the session.</summary>
    public IEnumerable<string> Undefined => _variables.Where(entry => entry.Value is null).Select(entry => entry.Key);

    /// <summary>The variables that belong to a function in which the block was made, and are gone when that ends.</summary>
    public IEnumerable<KeptVariable> Kept =>
        _variables.Values.OfType<PSVariable>().Where(IsOfFunction).Select(variable => new KeptVariable(variable));

    private bool IsOfFunction(PSVariable variable) =>
        !Is("script:", variable) && !Is("global:", variable) && variable.Options == ScopedItemOptions.None;

    private bool Is(string scope, PSVariable variable) =>
        _session!.PSVariable.Get(scope + variable.Name) is { } other && ReferenceEquals(other.Value, variable.Value);

    private void Follow(Ast tree)
    {
        if (!_trees.Add(tree) || _session is null) return;
        foreach (var node in tree.FindAll(node => node is VariableExpressionAst or CommandAst, searchNestedScriptBlocks: true))
        {
            if (node is VariableExpressionAst { VariablePath: { IsUnqualified: true, UserPath: var name } })
                FollowVariable(name);
            else if (node is CommandAst command && command.GetCommandName() is { Length: > 0 } called
                && _surroundings!.Function(_surroundings.WithoutAlias(called)) is { } function && !_surroundings.IsForeign(function))
                Follow(function.Ast);
        }
    }

    private void FollowVariable(string name)
    {
        if (OfEachCall.Contains(name) || _variables.ContainsKey(name)) return;
        var variable = _session!.PSVariable.Get(name);
        _variables.Add(name, variable);
        if (variable?.Value.Unwrap() is ScriptBlock block && !_surroundings!.IsForeign(block)) Follow(block.Ast);
    }
}
