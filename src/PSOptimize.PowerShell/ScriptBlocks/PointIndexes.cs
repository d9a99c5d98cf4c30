using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.ScriptBlocks.Translation;

namespace PSOptimize.ScriptBlocks;

/// <summary>Where a script block indexes its point: there, and only there, an index past the end is an error.</summary>
internal sealed class PointIndexes
{
    private readonly IndexExpressionAst[] _indexes;

    public PointIndexes(ScriptBlock block, ScriptForm form)
    {
        _indexes = !form.IsArray ? [] : [.. block.Ast.FindAll(IndexesPoint, searchNestedScriptBlocks: true).Cast<IndexExpressionAst>()];

        bool IndexesPoint(Ast node) => node is IndexExpressionAst { Target: VariableExpressionAst target }
            && target.VariablePath.UserPath.Equals(form.ParameterNames[0], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether an error comes from a statement that indexes the point. PowerShell does not say which index it was.</summary>
    public bool Contain(RuntimeException error) => error.ErrorRecord.InvocationInfo is { } at && _indexes.Any(index =>
    {
        for (Ast? node = index; node is not null; node = node.Parent)
            if (node.Extent.StartLineNumber == at.ScriptLineNumber && node.Extent.StartColumnNumber == at.OffsetInLine)
                return true;
        return false;
    });

    /// <summary>Whether an index could lie outside a point: it is computed, or it is written as a number that does.</summary>
    /// <param name="dimension">How many coordinates the point has.</param>
    public bool MayBeOutside(int dimension) =>
        Array.Exists(_indexes, index => Constant(index.Index) is not { } i || i >= dimension || i < -dimension);

    /// <summary>
    /// The first index that is written as a number, is read on every path, and lies outside a point; null if there is none.
    /// </summary>
    /// <param name="dimension">How many coordinates the point has.</param>
    public IndexExpressionAst? Outside(int dimension) => _indexes.FirstOrDefault(
        index => Constant(index.Index) is { } i && (i >= dimension || i < -dimension) && IsAlwaysRead(index));

    private static bool IsAlwaysRead(Ast index)
    {
        for (var node = index.Parent; node is not null and not ScriptBlockAst; node = node.Parent)
            if (node is StatementBlockAst or BinaryExpressionAst { Operator: TokenKind.And or TokenKind.Or }
                || (node is BinaryExpressionAst binary && SyntaxBeyondStandard.IsNullCoalescing(binary.Operator))
                || (node is ExpressionAst expression && SyntaxBeyondStandard.Ternary(expression) is not null))
                return false;
        return true;
    }

    private static int? Constant(ExpressionAst index) => index switch
    {
        ConstantExpressionAst { Value: int value } => value,
        UnaryExpressionAst { TokenKind: TokenKind.Minus, Child: ConstantExpressionAst { Value: int value } } => -value,
        _ => null,
    };
}
