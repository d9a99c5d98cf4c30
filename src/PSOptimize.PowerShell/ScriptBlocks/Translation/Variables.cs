using System.Collections.Frozen;
using System.Management.Automation.Language;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Variables as the script names them.</summary>
internal sealed class Variables(TranslationContext context, Conversions conversions)
{
    /// <summary>The name of <c>$_</c>.</summary>
    public const string Item = "_";

    /// <summary>The variables that PowerShell sets by itself, whose values depend on where they are read.</summary>
    private static readonly FrozenSet<string> Automatic = FrozenSet.ToFrozenSet(
        ["?", "^", "$", "args", "input", "foreach", "switch", "this", "matches", "error", "MyInvocation", "PSBoundParameters", "PSCmdlet",
            "StackTrace", "PSCommandPath", "PSScriptRoot", "LastExitCode", "NestedPromptLevel", "ExecutionContext"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Constants =
        FrozenSet.ToFrozenSet(["true", "false", Item, "PSItem"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether PowerShell sets the variable by itself, depending on where it is read.</summary>
    public static bool IsAutomatic(string name) => Automatic.Contains(name);

    /// <summary>Whether the variable is a constant or the item of a pipeline.</summary>
    public static bool IsConstant(string name) => Constants.Contains(name) || name.Equals("null", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the variable is the item of a pipeline.</summary>
    public static bool IsItem(string name) => name is Item || name.Equals("PSItem", StringComparison.OrdinalIgnoreCase);

    public ScriptValue Read(VariableExpressionAst variable)
    {
        if (variable.Splatted)
            throw new OutsideException("splatting", variable, "pass the arguments one by one");
        var name = NameOf(variable);
        if (Automatic.Contains(name))
            throw new OutsideException($"${name}", variable, "use parameters and plain variables");
        var value = name.ToUpperInvariant() switch
        {
            "TRUE" => new ScriptValue.Boolean(true),
            "FALSE" => new ScriptValue.Boolean(false),
            "NULL" => Null.Value,
            "PSITEM" => context.Read(Item),
            _ => context.Read(name),
        };
        return Certain(value, name, variable);
    }

    /// <summary>
    /// What a compound assignment reads: the variable of the scope that it is in, or null if there is none, whatever callers have.
    /// </summary>
    public ScriptValue ReadOwn(VariableExpressionAst variable)
    {
        var name = variable.PlainName();
        if (!context.Scope.Own.TryGetValue(name, out var always))
            return Null.Value;
        return always ? Read(variable) : throw new OutsideException($"${name}", variable,
            $"${name} is not assigned on every path to here; give it a value first");
    }

    /// <summary>Assigns a value, converted to the type that the variable was declared with, and gives what was assigned.</summary>
    public ScriptValue Assign(string name, ScriptValue value, Ast ast)
    {
        if (Automatic.Contains(name) || Constants.Contains(name))
            throw new OutsideException($"an assignment to ${name}", ast, "use another name");
        var converted = value;
        if (context.Scope.Types.TryGetValue(name, out var type))
        {
            converted = conversions.Convert(type ?? throw new OutsideException($"an assignment to ${name}", ast,
                $"${name} has a declared type on some paths to here only"), value, ast);
        }

        context.Assign(name, converted);
        return converted;
    }

    /// <summary>A variable with the scope <c>script</c> or <c>global</c> can be read, though not assigned.</summary>
    private static string NameOf(VariableExpressionAst variable)
    {
        var path = variable.VariablePath;
        return path.IsScript || path.IsGlobal ? path.UserPath : variable.PlainName();
    }

    private static ScriptValue Certain(ScriptValue value, string name, VariableExpressionAst variable) => value is not Uncertain uncertain
        ? value
        : throw new OutsideException($"${name}", variable, $"${name} {uncertain.Reason}");
}
