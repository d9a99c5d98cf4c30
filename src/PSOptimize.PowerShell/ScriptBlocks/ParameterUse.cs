using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// What a script block takes its one parameter for. A declared type decides. Without one, the use of the parameter does: an array is
/// indexed, counted or enumerated, a number is an operand, an argument of a method, or the value of an element. A parameter that is handed
/// on, to another variable or to a function, is what it is there.
/// </summary>
internal sealed class ParameterUse(IScriptSurroundings? surroundings)
{
    private readonly HashSet<(Ast Root, string Name)> _seen = [];
    private bool _asArray;
    private bool _asNumber;

    /// <summary>Whether the parameter is an array; so is one of which nothing is known.</summary>
    public bool IsArray(ParameterAst parameter, ScriptBlockAst body)
    {
        Look(parameter, body);
        return _asArray || !_asNumber;
    }

    private void Look(ParameterAst parameter, ScriptBlockAst body)
    {
        if (parameter.StaticType == typeof(object)) Look(body, parameter.Name.VariablePath.UserPath);
        else if (LooksLikeNumber(parameter.StaticType)) _asNumber = true;
        else _asArray = true;
    }

    private void Look(ScriptBlockAst root, string name)
    {
        if (!_seen.Add((root, name.ToUpperInvariant()))) return;
        var uses = root.FindAll(
            node => node is VariableExpressionAst variable && variable.Parent is not ParameterAst
                && variable.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase),
            searchNestedScriptBlocks: true);
        foreach (var use in uses)
        {
            _asArray |= IsUsedAsArray(use);
            _asNumber |= IsUsedAsNumber(use);
            if (use.Parent is CommandExpressionAst { Parent: AssignmentStatementAst { Operator: TokenKind.Equals } assignment }
                && assignment.Left is VariableExpressionAst other)
                Look(root, other.VariablePath.UserPath);
            else if (use.Parent is CommandAst command && Called(command, root) is var (parameters, body))
                FollowArgument(command, use, parameters, body);
        }
    }

    private void FollowArgument(CommandAst command, Ast argument, IReadOnlyList<ParameterAst> parameters, ScriptBlockAst body)
    {
        var index = command.CommandElements.IndexOf((CommandElementAst)argument);
        var parameter = command.CommandElements[index - 1] is CommandParameterAst { ParameterName: var name }
            ? parameters.FirstOrDefault(one => one.Name.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase))
            : parameters.ElementAtOrDefault(index - 1);
        if (parameter is not null) Look(parameter, body);
    }

    private (IReadOnlyList<ParameterAst> Parameters, ScriptBlockAst Body)? Called(CommandAst command, ScriptBlockAst root)
    {
        if (command.CommandElements[0] is VariableExpressionAst { VariablePath.UserPath: var variable })
        {
            var written = root.Find(node => node is ScriptBlockExpressionAst { Parent.Parent: AssignmentStatementAst assignment }
                && IsNamed(assignment, variable), searchNestedScriptBlocks: true);
            if (written is ScriptBlockExpressionAst block) return Of(block.ScriptBlock);
            return surroundings?.TryVariable(variable, out var value) == true && value.Unwrap() is ScriptBlock found ? Of(found.Ast) : null;
        }
        if (command.CommandElements[0] is ScriptBlockExpressionAst direct) return Of(direct.ScriptBlock);
        if (command.GetCommandName() is not { } name) return null;
        var local = root.Find(
            node => node is FunctionDefinitionAst function && function.Name.Equals(name, StringComparison.OrdinalIgnoreCase),
            searchNestedScriptBlocks: true);
        return Of(local ?? surroundings?.Function(surroundings.WithoutAlias(name))?.Ast);
    }

    private static bool IsNamed(AssignmentStatementAst assignment, string name) => assignment.Left is VariableExpressionAst left
        && left.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static (IReadOnlyList<ParameterAst>, ScriptBlockAst)? Of(Ast? called) => called switch
    {
        FunctionDefinitionAst function =>
            (function.Parameters ?? function.Body.ParamBlock?.Parameters ?? (IReadOnlyList<ParameterAst>)[], function.Body),
        ScriptBlockAst block => (block.ParamBlock?.Parameters ?? (IReadOnlyList<ParameterAst>)[], block),
        _ => null,
    };

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
        CommandExpressionAst { Parent: AssignmentStatementAst assignment } =>
            assignment.Operator != TokenKind.Equals || assignment.Left is IndexExpressionAst,
        ConvertExpressionAst cast => LooksLikeNumber(cast.StaticType),
        InvokeMemberExpressionAst call => !ReferenceEquals(call.Expression, use),
        BinaryExpressionAst or UnaryExpressionAst or ArrayLiteralAst => true,
        _ => false,
    };
}
