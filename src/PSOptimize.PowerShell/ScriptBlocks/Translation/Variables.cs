using System.Management.Automation.Language;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Variables as the script names them.</summary>
internal sealed class Variables(TranslationContext context, Conversions conversions)
{
    /// <summary>The name of <c>$_</c>.</summary>
    public const string Item = "_";

    public ScriptValue Read(VariableExpressionAst variable)
    {
        if (variable.Splatted)
            throw new OutsideException("splatting", variable, "pass the arguments one by one");
        var name = NameOf(variable);
        var value = name.ToUpperInvariant() switch
        {
            "TRUE" => new ScriptValue.Boolean(true),
            "FALSE" => new ScriptValue.Boolean(false),
            "NULL" => Null.Value,
            "ARGS" or "INPUT" => throw new OutsideException($"${name}", variable, "declare parameters"),
            "PSITEM" => context.Read(Item),
            _ => context.Read(name),
        };
        return value is not Uncertain uncertain
            ? value
            : throw new OutsideException($"${name}", variable, $"${name} {uncertain.Reason}");
    }

    /// <summary>Assigns a value, converted to the type that the variable was declared with, and gives what was assigned.</summary>
    public ScriptValue Assign(string name, ScriptValue value, Ast ast)
    {
        var converted = context.Scope.Types.TryGetValue(name, out var type) ? conversions.Convert(type, value, ast) : value;
        context.Write(name, converted);
        return converted;
    }

    /// <summary>A variable with the scope <c>script</c> or <c>global</c> can be read, though not assigned.</summary>
    private static string NameOf(VariableExpressionAst variable)
    {
        var path = variable.VariablePath;
        return path.IsScript || path.IsGlobal ? path.UserPath : variable.PlainName();
    }
}
