using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Expressions and variables.</summary>
internal sealed partial class Translation
{
    private ScriptValue Expression(ExpressionAst expression)
    {
        switch (expression)
        {
            case ConstantExpressionAst { Value: int value }:
                return Number.Integer(value);
            case ConstantExpressionAst { Value: double value }:
                return Number.Double(value);
            case StringConstantExpressionAst text:
                return CapturedTable.Capture(text.Value) ?? Text.Value;
            case ExpandableStringExpressionAst text when text.NestedExpressions.All(nested => !Changes(nested)):
                return Text.Value;
            case VariableExpressionAst variable:
                return Variable(variable);
            case HashtableAst table:
                return Table(table);
            case ParenExpressionAst paren:
                return paren.Pipeline is AssignmentStatementAst assignment ? Assign(assignment) : StatementValue(paren.Pipeline);
            case SubExpressionAst sub:
                return Collapsed(Captured(() => Block(sub.SubExpression)));
            case ArrayExpressionAst array:
                return Captured(() => Block(array.SubExpression));
            case ArrayLiteralAst literal:
                return new Items([.. literal.Elements.Select(Expression)]);
            case UnaryExpressionAst unary:
                return Unary(unary);
            case BinaryExpressionAst binary:
                return Binary(binary);
            case ConvertExpressionAst { Child: HashtableAst table } convert when convert.Type.TypeName.Name.ToUpperInvariant() is var name and ("PSCUSTOMOBJECT" or "ORDERED"):
                return Table(table) with { IsTable = name == "ORDERED" };
            case ConvertExpressionAst convert:
                return Convert(convert.StaticType, Expression(convert.Child), convert);
            case IndexExpressionAst index:
                return Index(index);
            case InvokeMemberExpressionAst { Static: true } call:
                return StaticCall(call);
            case InvokeMemberExpressionAst { Member: StringConstantExpressionAst { Value: var method }, Arguments: null or { Count: 0 } } call
                when method.Equals("Clone", StringComparison.OrdinalIgnoreCase):
                var copied = Expression(call.Expression);
                return copied is Numbers { Collapses: false } or Items
                    ? copied
                    : throw Outside($"a copy of what is not an array ({Shortened(call)})", call, "copy arrays only");
            case InvokeMemberExpressionAst call:
                throw Outside($"a method call ({Shortened(call)})", call, "only the methods of [Math] can be differentiated");
            case MemberExpressionAst { Static: true } member:
                return StaticMember(member);
            case MemberExpressionAst member:
                return Member(member);
            case ScriptBlockExpressionAst block:
                return new Block(block.ScriptBlock);
            default:
                return SyntaxBeyondStandard.Ternary(expression) is var (condition, then, otherwise)
                    ? Ternary(condition, then, otherwise)
                    : throw Outside(NameOf(expression), expression, "the expression is not part of what can be differentiated");
        }
    }

    private ScriptValue Ternary(ExpressionAst condition, ExpressionAst then, ExpressionAst otherwise)
    {
        var slot = NewHidden("ternary");
        Choose(ToTruth(Expression(condition), condition),
            () => _slots = _slots.SetItem(slot, Expression(then)),
            () => _slots = _slots.SetItem(slot, Expression(otherwise)));
        var value = _slots[slot];
        _slots = _slots.Remove(slot);
        return value;
    }

    private ScriptValue Variable(VariableExpressionAst variable)
    {
        if (variable.Splatted)
            throw Outside("splatting", variable, "pass the arguments one by one");
        var name = ReadName(variable);
        var value = name.ToUpperInvariant() switch
        {
            "TRUE" => new ScriptValue.Boolean(true),
            "FALSE" => new ScriptValue.Boolean(false),
            "NULL" => Null.Value,
            "ARGS" or "INPUT" => throw Outside($"${name}", variable, "declare parameters"),
            "PSITEM" => After(_slots, "_"),
            _ => After(_slots, name),
        };
        return value is Uncertain uncertain ? throw Outside($"${name}", variable, $"${name} {uncertain.Reason}") : value;
    }

    /// <summary>A variable of the script or of the session around it can be read, but only a plain one assigned.</summary>
    private static string ReadName(VariableExpressionAst variable) =>
        variable.VariablePath.UserPath is var path && (path.StartsWith("script:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("global:", StringComparison.OrdinalIgnoreCase))
            ? path
            : NameOf(variable);

    private static string NameOf(VariableExpressionAst variable) => variable.VariablePath.IsUnqualified
        ? variable.VariablePath.UserPath
        : throw Outside($"a variable with a scope (${variable.VariablePath.UserPath})", variable, "use a plain variable");

    /// <summary>The value of what stands on the right of an assignment or in parentheses.</summary>
    private ScriptValue StatementValue(StatementAst statement) => statement switch
    {
        CommandExpressionAst { Redirections.Count: 0 } command => Expression(command.Expression),
        PipelineAst { PipelineElements: [CommandExpressionAst { Redirections.Count: 0 } only] } => Expression(only.Expression),
        AssignmentStatementAst assignment => Assign(assignment),
        _ => Collapsed(Captured(() => Statement(statement))),
    };

    /// <summary>What a part of the script outputs, as an array.</summary>
    private ScriptValue Captured(Action body)
    {
        var (outer, emit) = (_slots[OutputSlot], _emit);
        _slots = _slots.SetItem(OutputSlot, Items.None);
        _emit = EmitToOutput;
        body();
        var output = _slots[OutputSlot];
        _slots = _slots.SetItem(OutputSlot, outer);
        _emit = emit;
        return output;
    }

    /// <summary>One element alone and no element as nothing, as PowerShell assigns the output of a pipeline.</summary>
    private static ScriptValue Collapsed(ScriptValue output) => output switch
    {
        Items { Elements: [] } => Null.Value,
        Items { Elements: [var only] } => only,
        Numbers numbers => numbers with { Collapses = true },
        _ => output,
    };

    private ScriptValue Unary(UnaryExpressionAst unary)
    {
        switch (unary.TokenKind)
        {
            case TokenKind.Minus:
                return Operate(TokenKind.Minus, Number.Integer(0), Expression(unary.Child), unary);
            case TokenKind.Plus:
                return Operate(TokenKind.Plus, Number.Integer(0), Expression(unary.Child), unary);
            case TokenKind.Bnot:
                return Bits(TokenKind.Bxor, Expression(unary.Child), Number.Integer(-1), unary);
            case TokenKind.Not or TokenKind.Exclaim:
                return new ScriptValue.Boolean(Not(ToTruth(Expression(unary.Child), unary.Child)));
            case TokenKind.PlusPlus or TokenKind.MinusMinus:
                return Increment(unary);
            case TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus:
                var before = Expression(unary.Child);
                Increment(unary);
                return before is Null ? Number.Integer(0) : before;
            default:
                throw Outside($"the operator of {Shortened(unary)}", unary, "use -, +, -not, ++ or --");
        }
    }

    private ScriptValue Binary(BinaryExpressionAst binary)
    {
        switch (binary.Operator)
        {
            case TokenKind.And:
                return new ScriptValue.Boolean(Both(ToTruth(Expression(binary.Left), binary.Left), () => ToTruth(Expression(binary.Right), binary.Right)));
            case TokenKind.Or:
                return new ScriptValue.Boolean(Not(Both(Not(ToTruth(Expression(binary.Left), binary.Left)), () => Not(ToTruth(Expression(binary.Right), binary.Right)))));
        }

        var (left, right) = (Expression(binary.Left), Expression(binary.Right));
        switch (binary.Operator)
        {
            case TokenKind.Xor:
                return new ScriptValue.Boolean(Differ(ToTruth(left, binary.Left), ToTruth(right, binary.Right)));
            case TokenKind.Format:
                return Text.Value;
            case TokenKind.Iin or TokenKind.Icontains:
                return new ScriptValue.Boolean(binary.Operator == TokenKind.Iin ? IsIn(left, right, binary) : IsIn(right, left, binary));
            case TokenKind.Inotin or TokenKind.Inotcontains:
                return new ScriptValue.Boolean(Not(binary.Operator == TokenKind.Inotin ? IsIn(left, right, binary) : IsIn(right, left, binary)));
            case TokenKind.Band or TokenKind.Bor or TokenKind.Bxor or TokenKind.Shl or TokenKind.Shr:
                return Bits(binary.Operator, left, right, binary);
            case var kind when SyntaxBeyondStandard.IsNullCoalescing(kind):
                return left is Null ? right : left is Number or ScriptValue.Boolean or Items or Numbers { Collapses: false } ? left
                    : throw Outside($"?? after what may be null ({Shortened(binary)})", binary, "write if");
            case TokenKind.Plus or TokenKind.Minus or TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem:
                return Operate(binary.Operator, left, right, binary);
            case TokenKind.DotDot:
                return new ScriptValue.Integers(RangeEnd(left, binary.Left), RangeEnd(right, binary.Right));
            default:
                return new ScriptValue.Boolean(Compare(binary.Operator, left, right, binary));
        }
    }

    private ScriptValue Convert(Type type, ScriptValue value, Ast ast)
    {
        if (value is Uncertain uncertain)
            throw Outside(Shortened(ast), ast, "the value " + uncertain.Reason);
        if (type == typeof(object))
            return value;
        var number = value switch
        {
            Number n => n,
            NumericText { Digits: var n } => n,
            Null => Number.Integer(0),
            ScriptValue.Boolean { Value: var truth } => Number.Integer(Real.Select(truth, 1, 0)),
            _ => null,
        };
        if (type == typeof(double) && number is not null)
            return Arithmetic.ToDouble(number);
        if (type == typeof(int) && number is not null && value is not NumericText)
            return _arithmetic.ToInteger(number)!;
        if (type == typeof(bool))
            return new ScriptValue.Boolean(ToTruth(value, ast));
        if (type == typeof(double[]) && value is Items or Numbers or ScriptValue.Integers && Arrays.ToNumbers(value, _graph) is { } numbers)
            return new Numbers(numbers.Values, false, IsTyped: true);
        if (type == typeof(object[]) && value is Items or Numbers { Collapses: false })
            return value;
        throw Outside($"a conversion to [{type.Name}] ({Shortened(ast)})", ast, "convert to [double] or [int]");
    }

    /// <summary>Whether evaluating it could change a variable or call something.</summary>
    private static bool Changes(Ast ast) => ast.Find(node => node is AssignmentStatementAst or CommandAst or InvokeMemberExpressionAst
        or UnaryExpressionAst { TokenKind: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus }, searchNestedScriptBlocks: true) is not null;
}
