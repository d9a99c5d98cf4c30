using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// Which variables hold an array or a hashtable that nothing else can hold. Only these can be written into: for PowerShell an array is one
/// thing however many variables hold it, but for the translator it is a value.
/// </summary>
internal sealed class ElementWrites(ScriptBlockAst script)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.OrdinalIgnoreCase);

    public bool AreAllowed(string name)
    {
        if (!_known.TryGetValue(name, out var allowed))
        {
            var uses = script.FindAll(node => node is VariableExpressionAst variable
                && variable.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase), searchNestedScriptBlocks: true);
            // It must be assigned at all: the item of a pipeline is not.
            allowed = uses.Any(use => use.Parent is AssignmentStatementAst or ConvertExpressionAst)
                && uses.All(use => IsSafe((VariableExpressionAst)use));
            _known.Add(name, allowed);
        }

        return allowed;
    }

    private static bool IsSafe(VariableExpressionAst use) => use.Parent switch
    {
        IndexExpressionAst index => index.Target == use,
        MemberExpressionAst member => member.Expression == use,
        AssignmentStatementAst assignment => assignment.Left == use && IsNew(assignment.Right),
        ConvertExpressionAst { Parent: AssignmentStatementAst assignment } typed => assignment.Left == typed && IsNew(assignment.Right),
        // A pipeline sends on the elements, and a block outputs the elements.
        CommandExpressionAst { Parent: PipelineAst pipeline } => pipeline.PipelineElements.Count > 1
            || pipeline.Parent is ReturnStatementAst or NamedBlockAst or ForEachStatementAst
            || pipeline.Parent is StatementBlockAst { Parent: not (ArrayExpressionAst or SubExpressionAst) },
        _ => false,
    };

    private static bool IsNew(StatementAst value) => value switch
    {
        CommandExpressionAst { Expression: var expression } => IsNew(expression),
        // A call may give an array that another variable holds.
        PipelineAst { PipelineElements: [CommandAst] } => false,
        _ => true,
    };

    private static bool IsNew(ExpressionAst value) => value switch
    {
        ArrayLiteralAst or HashtableAst or InvokeMemberExpressionAst or BinaryExpressionAst => true,
        ConvertExpressionAst convert => IsNew(convert.Child),
        // @($a) can be the array that $a holds.
        ArrayExpressionAst array => array.SubExpression.Statements is not [var only] || only.OnlyExpression() is not { } expression
            || expression is ConstantExpressionAst || IsNew(expression),
        ParenExpressionAst paren => paren.Pipeline.OnlyExpression() is { } inner && IsNew(inner),
        _ => false,
    };
}
