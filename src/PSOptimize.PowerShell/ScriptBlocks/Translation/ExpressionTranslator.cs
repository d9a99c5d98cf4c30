using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Expressions.</summary>
internal sealed class ExpressionTranslator(
    TranslationContext context, Output output, Variables variables, Conversions conversions, Operators operators, Elements elements,
    Translators translators)
{
    private const int MostExpressions = 20_000;

    private int _count;

    public ScriptValue Evaluate(ExpressionAst expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_count > MostExpressions)
        {
            throw expression.Outside(
                $"more than {MostExpressions} expressions, counting each call and repetition", "write loops over arrays");
        }

        switch (expression)
        {
            case ConstantExpressionAst { Value: int value }:
                return Number.Integer(value);
            case ConstantExpressionAst { Value: double value }:
                return Number.Double(value);
            case ConstantExpressionAst { Value: long } wide when CapturedTable.Capture(wide.Value) is { } value:
                return value;
            case StringConstantExpressionAst text:
                return CapturedTable.Capture(text.Value) ?? Text.Value;
            case ExpandableStringExpressionAst text when !text.NestedExpressions.Any(CanChangeSomething):
                return Text.Value;
            case VariableExpressionAst variable:
                return variables.Read(variable);
            case HashtableAst table:
                return Table(table);
            case ParenExpressionAst paren:
                return Evaluate(paren.Pipeline);
            case SubExpressionAst sub:
                return output.ValueOf(() => translators.Statements.Run(sub.SubExpression));
            case ArrayExpressionAst array:
                return output.ArrayOf(() => translators.Statements.Run(array.SubExpression));
            case ArrayLiteralAst literal:
                return new Items([.. literal.Elements.Select(Evaluate)]);
            case UnaryExpressionAst unary:
                return Unary(unary);
            case BinaryExpressionAst binary:
                return Binary(binary);
            case ConvertExpressionAst { Child: HashtableAst table } convert when IsType(convert, "pscustomobject"):
                return Table(table) with { IsTable = false };
            case ConvertExpressionAst { Child: HashtableAst table } convert when IsType(convert, "ordered"):
                return Table(table);
            case ConvertExpressionAst convert:
                return conversions.Convert(convert.StaticType, Evaluate(convert.Child), convert);
            case IndexExpressionAst { Index: StringConstantExpressionAst key } index:
                return elements.AtKey(Evaluate(index.Target), key.Value, index);
            case IndexExpressionAst index:
                return elements.At(Evaluate(index.Target), Evaluate(index.Index), index);
            case InvokeMemberExpressionAst { Static: true } call:
                return translators.StaticMembers.Call(call);
            case InvokeMemberExpressionAst call:
                return Clone(call);
            case MemberExpressionAst { Static: true } member:
                return StaticMembers.Constant(member);
            case MemberExpressionAst member:
                return elements.Member(Evaluate(member.Expression), member);
            case ScriptBlockExpressionAst block:
                return new Block(block.ScriptBlock);
            default:
                return SyntaxBeyondStandard.Ternary(expression) is var (condition, then, otherwise)
                    ? Ternary(condition, then, otherwise)
                    : throw expression.Outside("the expression is not part of what can be differentiated");
        }
    }

    /// <summary>The value of the right side of an assignment, or of what is in parentheses.</summary>
    public ScriptValue Evaluate(StatementAst statement) => statement switch
    {
        CommandExpressionAst { Redirections.Count: 0 } command => Evaluate(command.Expression),
        PipelineAst { PipelineElements: [CommandExpressionAst { Redirections.Count: 0 } only] } => Evaluate(only.Expression),
        AssignmentStatementAst assignment => translators.Assignments.Assign(assignment),
        _ => output.ValueOf(() => translators.Statements.Run(statement)),
    };

    public Truth Condition(PipelineBaseAst condition) => Conversions.ToTruth(Evaluate(condition), condition);

    public ScriptValue Unary(UnaryExpressionAst unary)
    {
        switch (unary.TokenKind)
        {
            case TokenKind.Minus or TokenKind.Plus:
                return operators.Apply(unary.TokenKind, Number.Integer(0), Evaluate(unary.Child), unary);
            case TokenKind.Bnot:
                return operators.ApplyToBits(TokenKind.Bxor, Evaluate(unary.Child), Number.Integer(-1), unary);
            case TokenKind.Not or TokenKind.Exclaim:
                return new ScriptValue.Boolean(Truths.Not(Condition(unary.Child)));
            case TokenKind.PlusPlus or TokenKind.MinusMinus:
                return translators.Assignments.Increment(unary);
            case TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus:
                var before = Evaluate(unary.Child);
                translators.Assignments.Increment(unary);
                return before is Null ? Number.Integer(0) : before;
            default:
                throw new OutsideException($"the operator of {unary.Shortened()}", unary, "use -, +, -not, ++ or --");
        }
    }

    private ScriptValue Binary(BinaryExpressionAst binary)
    {
        switch (binary.Operator)
        {
            case TokenKind.And:
                return new ScriptValue.Boolean(context.And(Condition(binary.Left), () => Condition(binary.Right)));
            case TokenKind.Or:
                return new ScriptValue.Boolean(Truths.Not(
                    context.And(Truths.Not(Condition(binary.Left)), () => Truths.Not(Condition(binary.Right)))));
        }

        var (left, right) = (Evaluate(binary.Left), Evaluate(binary.Right));
        switch (binary.Operator)
        {
            case TokenKind.Xor:
                return new ScriptValue.Boolean(
                    Truths.Xor(Conversions.ToTruth(left, binary.Left), Conversions.ToTruth(right, binary.Right)));
            case TokenKind.Format:
                return Text.Value;
            case TokenKind.Iin:
                return Contains(right, left);
            case TokenKind.Icontains:
                return Contains(left, right);
            case TokenKind.Inotin:
                return new ScriptValue.Boolean(Truths.Not(Contains(right, left).Value));
            case TokenKind.Inotcontains:
                return new ScriptValue.Boolean(Truths.Not(Contains(left, right).Value));
            case TokenKind.Band or TokenKind.Bor or TokenKind.Bxor or TokenKind.Shl or TokenKind.Shr:
                return operators.ApplyToBits(binary.Operator, left, right, binary);
            case var kind when SyntaxBeyondStandard.IsNullCoalescing(kind):
                return left is Null ? right
                    : left is Number or ScriptValue.Boolean or Items or Numbers { Collapses: false } ? left
                    : throw binary.Outside("?? after what may be null", "write if");
            case TokenKind.Plus or TokenKind.Minus or TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem:
                return operators.Apply(binary.Operator, left, right, binary);
            case TokenKind.DotDot:
                return new Integers(operators.ToRangeEnd(left, binary.Left), operators.ToRangeEnd(right, binary.Right));
            default:
                return new ScriptValue.Boolean(Comparisons.Compare(binary.Operator, left, right, binary));
        }

        ScriptValue.Boolean Contains(ScriptValue array, ScriptValue element) =>
            new(Comparisons.Contains(array, element, binary, context.Graph));
    }

    private Truth Condition(ExpressionAst condition) => Conversions.ToTruth(Evaluate(condition), condition);

    private ScriptValue Ternary(ExpressionAst condition, ExpressionAst then, ExpressionAst otherwise)
    {
        using var result = context.NewHidden("ternary");
        context.Choose(Condition(condition), () => result.Value = Evaluate(then), () => result.Value = Evaluate(otherwise));
        return result.Value;
    }

    private Record Table(HashtableAst table)
    {
        var properties = new Dictionary<string, ScriptValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in table.KeyValuePairs)
        {
            if (key is not StringConstantExpressionAst { Value: var name })
                throw key.Outside("a key that is not a name", "use names as keys");
            properties.Add(name, Evaluate(value));
        }

        return new Record(properties, IsTable: true);
    }

    private ScriptValue Clone(InvokeMemberExpressionAst call)
    {
        if (call is not { Member: StringConstantExpressionAst { Value: var method }, Arguments: null or { Count: 0 } }
            || !method.Equals("Clone", StringComparison.OrdinalIgnoreCase))
            throw call.Outside("a method call", "only the methods of [Math] can be differentiated");
        var copied = Evaluate(call.Expression);
        return copied is Numbers { Collapses: false } or Items
            ? copied
            : throw call.Outside("a copy of what is not an array", "copy arrays only");
    }

    private static bool IsType(ConvertExpressionAst convert, string name) =>
        convert.Type.TypeName.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether evaluating a part of the script could change a variable or call something.</summary>
    private static bool CanChangeSomething(Ast ast) => ast.Find(
        node => node is AssignmentStatementAst or CommandAst or InvokeMemberExpressionAst
            or UnaryExpressionAst
        {
            TokenKind: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus,
        },
        searchNestedScriptBlocks: true) is not null;
}
