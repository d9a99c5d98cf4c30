using System.Management.Automation.Language;

namespace PSOptimize.Binding;

/// <summary>What a model needs a cell of a row to be, as the syntax around it shows.</summary>
internal enum ColumnUse
{
    /// <summary>A number or a text: the cells decide.</summary>
    Either,

    /// <summary>A text: it is compared with one, or a method of texts is called.</summary>
    Text,

    /// <summary>A number: it is an operand of arithmetic, or an argument of [Math].</summary>
    Number,
}

/// <summary>Reads the use of a cell from the syntax tree of a model.</summary>
internal static class ColumnUses
{
    /// <summary>The use of all cells of a column: as a number if one of them is.</summary>
    public static ColumnUse Of(IEnumerable<MemberExpressionAst> reads) => reads.Select(Of).Max();

    private static ColumnUse Of(Ast read) => read.Parent switch
    {
        ParenExpressionAst or PipelineAst { Parent: ParenExpressionAst } => Of(read.Parent),
        CommandExpressionAst { Parent: PipelineAst { PipelineElements.Count: 1, Parent: ParenExpressionAst } pipeline } => Of(pipeline),
        CommandExpressionAst { Parent: PipelineAst { PipelineElements.Count: 1, Parent: SwitchStatementAst choice } } =>
            UseBeside([.. choice.Clauses.Select(clause => clause.Item1)]),
        ConvertExpressionAst { StaticType: var type } =>
            type == typeof(string) ? ColumnUse.Text : type != typeof(bool) && type.IsPrimitive ? ColumnUse.Number : ColumnUse.Either,
        ExpandableStringExpressionAst => ColumnUse.Text,
        SubExpressionAst => ColumnUse.Either,
        UnaryExpressionAst { TokenKind: TokenKind.Minus or TokenKind.Plus } => ColumnUse.Number,
        InvokeMemberExpressionAst call when ReferenceEquals(call.Expression, read) => ColumnUse.Text,
        InvokeMemberExpressionAst { Expression: TypeExpressionAst { TypeName: var type } } when type.GetReflectionType() == typeof(Math) =>
            ColumnUse.Number,
        MemberExpressionAst member when ReferenceEquals(member.Expression, read) => ColumnUse.Text,
        BinaryExpressionAst binary => OfOperand(binary, ReferenceEquals(binary.Left, read) ? binary.Right : binary.Left),
        _ => ColumnUse.Either,
    };

    private static ColumnUse OfOperand(BinaryExpressionAst binary, ExpressionAst other) => binary.Operator switch
    {
        TokenKind.Plus => UseBeside([other]) == ColumnUse.Text ? ColumnUse.Text : ColumnUse.Number,
        TokenKind.Minus or TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem => ColumnUse.Number,
        TokenKind.Ilike or TokenKind.Clike or TokenKind.Inotlike or TokenKind.Cnotlike or TokenKind.Imatch or TokenKind.Cmatch
            or TokenKind.Inotmatch or TokenKind.Cnotmatch or TokenKind.Ireplace or TokenKind.Creplace => ColumnUse.Text,
        TokenKind.And or TokenKind.Or or TokenKind.Xor or TokenKind.Is or TokenKind.IsNot or TokenKind.As => ColumnUse.Either,
        _ => UseBeside([other]),
    };

    /// <summary>What a cell is that is compared with expressions: a text if they are texts, a number if they are numbers.</summary>
    private static ColumnUse UseBeside(IReadOnlyList<ExpressionAst> others)
    {
        ColumnUse[] uses = [.. others.SelectMany(Elements).Select(element => element switch
        {
            StringConstantExpressionAst or ExpandableStringExpressionAst => ColumnUse.Text,
            ConstantExpressionAst => ColumnUse.Number,
            _ => ColumnUse.Either,
        }).Distinct()];
        return uses.Length == 1 ? uses[0] : ColumnUse.Either;
    }

    private static IEnumerable<ExpressionAst> Elements(ExpressionAst expression) => expression switch
    {
        ArrayLiteralAst array => array.Elements,
        ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [CommandExpressionAst only] } } => Elements(only.Expression),
        ArrayExpressionAst { SubExpression.Statements: [PipelineAst { PipelineElements: [CommandExpressionAst only] }] } =>
            Elements(only.Expression),
        _ => [expression],
    };
}
