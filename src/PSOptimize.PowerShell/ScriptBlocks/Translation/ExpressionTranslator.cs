using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Expressions.</summary>
internal sealed class ExpressionTranslator(
    TranslationContext context, Output output, Variables variables, Conversions conversions, Operators operators, Elements elements,
    Folding folding, ElementWrites writes, Translators translators)
{
    private const int MostExpressions = 20_000;

    private int _count;

    public ScriptValue Evaluate(ExpressionAst expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Interruption.Current.ThrowIfRequested();
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
            case ConstantExpressionAst { Value: long or decimal } wide when CapturedTable.Capture(wide.Value) is { } value:
                return value;
            case StringConstantExpressionAst text:
                return CapturedTable.Capture(text.Value) ?? Text.Unknown;
            case ExpandableStringExpressionAst text when !text.NestedExpressions.Any(CanChangeSomething):
                return Text.Unknown;
            case VariableExpressionAst variable:
                return variables.Read(variable);
            case HashtableAst table:
                return Table(table);
            case ParenExpressionAst paren:
                return Evaluate(paren.Pipeline);
            case SubExpressionAst sub:
                return output.ValueOf(() => translators.Statements.Run(sub.SubExpression));
            case ArrayExpressionAst { SubExpression: { Traps: null or { Count: 0 }, Statements: [PipelineAst pipeline] } }
                when translators.Pipelines.Folded(pipeline, asArray: true) is { } constant:
                return constant;
            case ArrayExpressionAst array:
                return output.ArrayOf(() => translators.Statements.Run(array.SubExpression));
            case ArrayLiteralAst literal:
                return new Items([.. literal.Elements.Select(element => ElementOf(literal, element))]);
            case UnaryExpressionAst unary:
                return Unary(unary);
            case BinaryExpressionAst binary:
                return Binary(binary);
            case ConvertExpressionAst { Child: HashtableAst table } convert when IsType(convert, "pscustomobject"):
                return Table(table) with { IsTable = false };
            case ConvertExpressionAst { Child: HashtableAst table } convert when IsType(convert, "ordered"):
                return Table(table) with { IsOrdered = true };
            case ConvertExpressionAst convert:
                return Converted(convert, Evaluate(convert.Child));
            case IndexExpressionAst index:
                return elements.At(Evaluate(index.Target), Evaluate(index.Index), index);
            case InvokeMemberExpressionAst { Static: true } call:
                return translators.StaticMembers.Call(call);
            case InvokeMemberExpressionAst call:
                return translators.Methods.Call(call);
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
        PipelineAst pipeline when translators.Pipelines.Folded(pipeline, asArray: false) is { } constant => constant,
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
            case TokenKind.Isplit when folding.Evaluate("-split ${a}", Evaluate(unary.Child)) is { } known:
                return known;
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

        var left = Evaluate(binary.Left);
        if (SyntaxBeyondStandard.IsNullCoalescing(binary.Operator))
            return Coalesced(left, binary);
        if (binary.Operator is TokenKind.Is or TokenKind.IsNot && binary.Right is TypeExpressionAst type)
        {
            var isOfType = Comparisons.IsOfType(left, type.TypeName.GetReflectionType(), binary);
            return new ScriptValue.Boolean(binary.Operator == TokenKind.Is ? isOfType : Truths.Not(isOfType));
        }

        if (binary.Operator == TokenKind.As && binary.Right is TypeExpressionAst wanted)
            return ConvertedIfPossible(left, wanted, binary);

        var right = Evaluate(binary.Right);
        if (IsOfTexts(binary.Operator, left, right)
            && folding.Evaluate($"${{a}} {binary.ErrorPosition.Text} ${{b}}", left, right) is { } known)
            return known;
        switch (binary.Operator)
        {
            case TokenKind.Xor:
                return new ScriptValue.Boolean(
                    Truths.Xor(Conversions.ToTruth(left, binary.Left), Conversions.ToTruth(right, binary.Right)));
            case TokenKind.Format:
                return Text.Unknown;
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
            case TokenKind.Plus or TokenKind.Minus or TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem:
                return operators.Apply(binary.Operator, left, right, binary);
            case TokenKind.DotDot:
                return new Integers(operators.ToRangeEnd(left, binary.Left), operators.ToRangeEnd(right, binary.Right));
            default:
                return left is Items or Integers or Numbers { Collapses: false, Texts: false }
                    ? Filtered(left, right, binary)
                    : new ScriptValue.Boolean(Comparisons.Compare(binary.Operator, left, right, binary));
        }

        ScriptValue.Boolean Contains(ScriptValue array, ScriptValue element) =>
            new(Comparisons.Contains(array, element, binary, context.Graph));
    }

    /// <summary>The elements of an array for which a comparison holds.</summary>
    private ScriptValue Filtered(ScriptValue array, ScriptValue right, BinaryExpressionAst binary) => output.ArrayOf(() =>
        translators.Loops.ForEach(array, binary.Extent, element => context.Choose(
            Comparisons.Compare(binary.Operator, element, right, binary), () => output.Sink(element, binary.Extent), () => { })));

    private ScriptValue Coalesced(ScriptValue left, BinaryExpressionAst binary)
    {
        if (left is Null)
            return Evaluate(binary.Right);
        if (left is not (Number or ScriptValue.Boolean or Items or Numbers { Collapses: false }))
            throw binary.Outside("?? after what may be null", "write if");
        // PowerShell takes the right side for a part that always runs, and reads null in what only that would have assigned.
        return CanChangeSomething(binary.Right) ? throw binary.Outside("?? before what changes something", "write if") : left;
    }

    /// <summary>Whether PowerShell itself can compute an operation, because it is one of texts or of arrays of texts.</summary>
    private static bool IsOfTexts(TokenKind kind, ScriptValue left, ScriptValue right) => kind is not TokenKind.DotDot
        && (IsText(left) || (IsText(right) && (left is not Number { Value.ConstantValue: null } || right is not NumericText)));

    private static bool IsText(ScriptValue value) => Folding.TextOf(value) is not null
        || (value is Items { Elements: [var first, ..] } && Folding.TextOf(first) is not null);

    private ScriptValue Converted(ConvertExpressionAst convert, ScriptValue value)
    {
        var type = ScriptChecks.TypeOf(convert) ?? typeof(object);
        var isSimple = type.IsPrimitive || type == typeof(string);
        return isSimple && Folding.TextOf(value) is { } text && folding.Evaluate($"{convert.Type.Extent.Text} ${{a}}", text) is { } known
            ? known
            : conversions.Convert(type, value, convert);
    }

    /// <summary>What <c>-as</c> gives, which is null where a conversion would fail.</summary>
    private ScriptValue ConvertedIfPossible(ScriptValue value, TypeExpressionAst type, BinaryExpressionAst binary)
    {
        if (Folding.TextOf(value) is { } text && folding.Evaluate($"${{a}} -as {type.Extent.Text}", text) is { } known)
            return known;
        if (value is not Number number || type.TypeName.GetReflectionType() is not { } wanted || !Arithmetic.IsKnown(wanted))
            throw binary.Outside("a conversion with -as", "convert numbers to [double] or [int]");
        if (wanted == typeof(int))
            TranslationLimit.Demand(context.Graph, Arithmetic.Fits(Real.Round(number.Value)), $"{binary.Shortened()} is $null.");
        else if (wanted != typeof(double) && wanted != typeof(long) && wanted != typeof(float))
            throw binary.Outside("a conversion with -as", "convert numbers to [double] or [int]");
        return conversions.Convert(wanted, number, binary);
    }

    private Truth Condition(ExpressionAst condition) => Conversions.ToTruth(Evaluate(condition), condition);

    private ScriptValue ElementOf(ArrayLiteralAst literal, ExpressionAst element)
    {
        var value = Evaluate(element);
        if (value is not (Number or ScriptValue.Boolean or Null or Text or NumericText or Word) && !ElementWrites.IsArray(element))
            writes.Share(literal);
        return value;
    }

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
            var name = key is StringConstantExpressionAst { Value: var written } ? written
                : Elements.KeyOf(Evaluate(key)) ?? throw key.Outside("a key that varies", "use names and integers as keys");
            properties.Add(name, Evaluate(value));
        }

        return new Record(properties, IsTable: true);
    }

    private static bool IsType(ConvertExpressionAst convert, string name) =>
        convert.Type.TypeName.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether evaluating a part of the script could change a variable or call something.</summary>
    public static bool CanChangeSomething(Ast ast) => ast.Find(
        node => node is AssignmentStatementAst or CommandAst or InvokeMemberExpressionAst
            or UnaryExpressionAst
        {
            TokenKind: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus,
        },
        searchNestedScriptBlocks: true) is not null;
}
