using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>How a script block takes its point: as one array, or as one number per coordinate.</summary>
/// <param name="IsArray">Whether there is one array parameter; else there is one scalar parameter per coordinate.</param>
/// <param name="ParameterNames">The names of the parameters in order, at least one.</param>
internal sealed record ScriptForm(bool IsArray, IReadOnlyList<string> ParameterNames)
{
    /// <summary>The number of coordinates; 0 if the array can have any.</summary>
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

    /// <summary>
    /// A declared type decides. Without one, the use of the parameter does: an array is indexed, counted or enumerated, a number is an
    /// operand or an argument.
    /// </summary>
    private static bool TakesArray(ParameterAst parameter, ScriptBlockAst body)
    {
        if (parameter.StaticType != typeof(object)) return !LooksLikeNumber(parameter.StaticType);
        var name = parameter.Name.VariablePath.UserPath;
        Ast[] uses = [.. body.FindAll(
            node => node is VariableExpressionAst variable && !ReferenceEquals(variable, parameter.Name)
                && variable.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase),
            searchNestedScriptBlocks: true)];
        return uses.Any(IsUsedAsArray) || !uses.Any(IsUsedAsNumber);
    }

    private static bool LooksLikeNumber(Type type) => type.IsPrimitive || type == typeof(decimal);

    private static bool IsUsedAsArray(Ast use) => use.Parent switch
    {
        IndexExpressionAst index => ReferenceEquals(index.Target, use),
        InvokeMemberExpressionAst call => ReferenceEquals(call.Expression, use),
        MemberExpressionAst member => ReferenceEquals(member.Expression, use),
        ForEachStatementAst => true,
        CommandExpressionAst { Parent: PipelineAst pipeline } =>
            pipeline.PipelineElements.Count > 1 || pipeline.Parent is ForEachStatementAst,
        _ => false,
    };

    private static bool IsUsedAsNumber(Ast use) => use.Parent switch
    {
        CommandExpressionAst { Parent: PipelineAst { Parent: ParenExpressionAst paren } only } when only.PipelineElements.Count == 1 =>
            IsUsedAsNumber(paren),
        ConvertExpressionAst cast => LooksLikeNumber(cast.StaticType),
        InvokeMemberExpressionAst call => !ReferenceEquals(call.Expression, use),
        BinaryExpressionAst or UnaryExpressionAst or ArrayLiteralAst => true,
        _ => false,
    };
}
