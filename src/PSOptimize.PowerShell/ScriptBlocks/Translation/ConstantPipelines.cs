using System.Collections.Frozen;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// Pipelines that depend on captured values alone, such as <c>$rows | Sort-Object price | Select-Object -First 3</c>: PowerShell itself
/// runs them once, while the script is translated.
/// </summary>
internal sealed class ConstantPipelines(
    TranslationContext context, IScriptSurroundings surroundings, Folding folding, Translators translators)
{
    private static readonly string[] Selections = ["Where-Object", "Sort-Object", "Group-Object", "Select-Object"];

    private static readonly string[] Commands = [.. Selections, "ForEach-Object", "Measure-Object"];

    private static readonly FrozenSet<string> Types = FrozenSet.ToFrozenSet(
        ["double", "int", "long", "string", "bool", "float", "single", "decimal", "Math", "System.Math", "System.Double"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What the first stages of a pipeline output, as an array or as PowerShell assigns it; null if not constant.</summary>
    public ScriptValue? Value(IReadOnlyList<CommandBaseAst> stages, bool asArray)
    {
        if (stages is not [CommandExpressionAst, CommandAst, ..] || context.Scope.IsForeign)
            return null;
        var variables = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        return stages.All(stage => stage.Redirections.Count == 0 && (stage is not CommandAst command || IsKnown(command)))
            && stages.OfType<CommandAst>().Any(IsWorthwhile)
            && stages.All(stage => IsConstant(stage, variables))
            && variables.Count > 0
            ? folding.Evaluate(string.Join(" | ", stages.Select(stage => stage.Extent.Text)), Locals(variables), asArray)
            : null;
    }

    private bool IsKnown(CommandAst command) => command.InvocationOperator == TokenKind.Unknown
        && Array.Exists(Commands, name => translators.Commands.Is(command, name))
        // With a name ForEach-Object could call a method.
        && (!translators.Commands.Is(command, "ForEach-Object") || command.CommandElements is [_, ScriptBlockExpressionAst]);

    /// <summary>Whether a pipeline may have a constant result that the translator can't compute faster by itself.</summary>
    private bool IsWorthwhile(CommandAst command) => context.WrittenOut > 1
        || Array.Exists(Selections, name => translators.Commands.Is(command, name));

    /// <summary>Only what differs from the session has to be handed over.</summary>
    private static Dictionary<string, object?> Locals(Dictionary<string, object?> variables) =>
        variables.Where(entry => entry.Value is not Captured).ToDictionary(entry => entry.Key, entry => entry.Value);

    /// <summary>Whether a part of the script has one value and no effect.</summary>
    private bool IsConstant(Ast part, Dictionary<string, object?> variables) => part.Find(node => node switch
    {
        VariableExpressionAst variable => !IsConstant(variable, part, variables),
        CommandAst command => command != part && !IsKnown(command),
        InvokeMemberExpressionAst { Static: true } call => !IsOfType(call.Expression),
        InvokeMemberExpressionAst call => call.Member is not StringConstantExpressionAst { Value: var name } || !Methods.IsOfTexts(name),
        MemberExpressionAst { Static: true } member => !IsOfType(member.Expression),
        TypeConstraintAst type => !Types.Contains(type.TypeName.Name),
        ScriptBlockAst block => block.ParamBlock is not null || block.BeginBlock is not null || block.ProcessBlock is not null
            || block.EndBlock?.Traps is { Count: > 0 },
        UnaryExpressionAst unary => unary.TokenKind is TokenKind.PlusPlus or TokenKind.MinusMinus
            or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus,
        FileRedirectionAst or MergingRedirectionAst => true,
        PipelineAst or CommandParameterAst or ExpressionAst or CommandExpressionAst or NamedBlockAst or StatementBlockAst => false,
        _ => true,
    }, searchNestedScriptBlocks: true) is null;

    private bool IsConstant(VariableExpressionAst variable, Ast part, Dictionary<string, object?> variables)
    {
        if (variable.Splatted || !variable.VariablePath.IsUnqualified)
            return false;
        var name = variable.VariablePath.UserPath;
        if (Variables.IsConstant(name))
            return !Variables.IsItem(name) || IsInBlock(variable, part);
        if (Variables.IsAutomatic(name))
            return false;
        if (!context.Scope.Variables.TryGetValue(name, out var local))
        {
            variables[name] = Captured.Value;
            return surroundings.TryVariable(name, out _);
        }

        variables[name] = Folding.TryObject(local, out var known) ? known : null;
        return known is not null;
    }

    /// <summary>Whether a part has a block around a node: then the item there is not the one outside of the pipeline.</summary>
    private static bool IsInBlock(Ast node, Ast part)
    {
        for (var outer = node.Parent; outer != part; outer = outer.Parent)
            if (outer is ScriptBlockAst)
                return true;
        return false;
    }

    private static bool IsOfType(ExpressionAst expression) => expression is TypeExpressionAst type && Types.Contains(type.TypeName.Name);

    /// <summary>Stands for a variable that the session has as it is.</summary>
    private sealed class Captured
    {
        public static Captured Value { get; } = new();
    }
}
