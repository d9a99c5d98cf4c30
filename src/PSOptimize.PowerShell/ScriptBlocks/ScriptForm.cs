using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>How a script block takes its point: as one array, or as one number a coordinate.</summary>
/// <param name="IsArray">One array parameter; else one scalar parameter a coordinate.</param>
/// <param name="ParameterNames">In order, at least one.</param>
internal sealed record ScriptForm(bool IsArray, IReadOnlyList<string> ParameterNames)
{
    /// <summary>The number of coordinates; 0 where an array may have any.</summary>
    public int Dimension => IsArray ? 0 : ParameterNames.Count;

    /// <summary>Reads the form from the block's parameters.</summary>
    /// <exception cref="ScriptException">The block has no parameter.</exception>
    public static ScriptForm Of(ScriptBlock block)
    {
        var parameters = block.Ast is ScriptBlockAst { ParamBlock: { } declared } ? declared.Parameters : null;
        if (parameters is null or { Count: 0 }) throw ScriptException.NoParameter();
        var names = parameters.Select(parameter => parameter.Name.VariablePath.UserPath).ToArray();
        return new ScriptForm(names.Length == 1 && TakesArray(parameters[0], (ScriptBlockAst)block.Ast), names);
    }

    /// <summary>A declared type decides. Without one, what the block does with the parameter: a number is computed with, an array is indexed, counted or enumerated.</summary>
    private static bool TakesArray(ParameterAst parameter, ScriptBlockAst body)
    {
        if (parameter.StaticType != typeof(object)) return !LooksLikeNumber(parameter.StaticType);
        var uses = body.FindAll(node => node is VariableExpressionAst variable && !ReferenceEquals(variable, parameter.Name)
            && variable.VariablePath.UserPath.Equals(parameter.Name.VariablePath.UserPath, StringComparison.OrdinalIgnoreCase), searchNestedScriptBlocks: true).ToArray();
        return uses.Any(UsedAsArray) || !uses.Any(UsedAsNumber);
    }

    private static bool LooksLikeNumber(Type type) => type.IsPrimitive || type == typeof(decimal);

    private static bool UsedAsArray(Ast use) => use.Parent switch
    {
        IndexExpressionAst index => ReferenceEquals(index.Target, use),
        InvokeMemberExpressionAst call => ReferenceEquals(call.Expression, use),
        MemberExpressionAst member => ReferenceEquals(member.Expression, use),
        ForEachStatementAst => true,
        CommandExpressionAst { Parent: PipelineAst pipeline } => pipeline.PipelineElements.Count > 1 || pipeline.Parent is ForEachStatementAst,
        _ => false,
    };

    private static bool UsedAsNumber(Ast use) => use.Parent is CommandExpressionAst { Parent: PipelineAst { PipelineElements.Count: 1, Parent: ParenExpressionAst paren } }
        ? UsedAsNumber(paren)
        : use.Parent is BinaryExpressionAst or UnaryExpressionAst or ArrayLiteralAst
        || (use.Parent is ConvertExpressionAst cast && LooksLikeNumber(cast.StaticType))
        || (use.Parent is InvokeMemberExpressionAst call && !ReferenceEquals(call.Expression, use));
}
