using System.Globalization;
using System.Management.Automation.Language;
using System.Reflection;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Expressions and assignments.</summary>
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

    private ScriptValue Assign(AssignmentStatementAst assignment)
    {
        var target = assignment.Left;
        if (target is ConvertExpressionAst { Child: VariableExpressionAst typed } convert && assignment.Operator == TokenKind.Equals)
        {
            _types = _types.SetItem(NameOf(typed), convert.StaticType);
            target = typed;
        }

        if (target is ArrayLiteralAst several && assignment.Operator == TokenKind.Equals)
            return AssignEach(several, StatementValue(assignment.Right), assignment.Right);
        if (target is IndexExpressionAst or MemberExpressionAst)
            return AssignElement(assignment, (ExpressionAst)target);
        if (target is not VariableExpressionAst variable)
            throw Outside($"an assignment to what is not a variable ({Shortened(assignment.Left)})", assignment.Left, "assign to plain variables");
        var name = NameOf(variable);
        if (name.Equals("null", StringComparison.OrdinalIgnoreCase))
        {
            StatementValue(assignment.Right);
            return Null.Value;
        }

        var right = StatementValue(assignment.Right);
        return SetVariable(name, Assigned(assignment, () => Variable(variable), right), variable);
    }

    /// <summary>What an assignment operator makes of the value that is there and the one on the right.</summary>
    private ScriptValue Assigned(AssignmentStatementAst assignment, Func<ScriptValue> before, ScriptValue right) => assignment.Operator switch
    {
        TokenKind.Equals => right,
        TokenKind.PlusEquals => Operate(TokenKind.Plus, before(), right, assignment),
        TokenKind.MinusEquals => Operate(TokenKind.Minus, before(), right, assignment),
        TokenKind.MultiplyEquals => Operate(TokenKind.Multiply, before(), right, assignment),
        TokenKind.DivideEquals => Operate(TokenKind.Divide, before(), right, assignment),
        TokenKind.RemainderEquals => Operate(TokenKind.Rem, before(), right, assignment),
        _ => throw Outside($"the operator of {Shortened(assignment)}", assignment, "use =, +=, -=, *=, /= or %="),
    };

    /// <summary>The elements of an array to one variable each; the last one takes what is left over, and there is null where elements are missing.</summary>
    private ScriptValue AssignEach(ArrayLiteralAst targets, ScriptValue right, StatementAst source)
    {
        if (Arrays.Count(right) is not { } count)
            (right, count) = (new Items([right]), 1);
        if (count.ConstantValue is not { } length)
        {
            // Who writes $a, $b, $c = $x[$i..($i + 2)] means three.
            if (source is not CommandExpressionAst { Expression: IndexExpressionAst { Index: BinaryExpressionAst { Operator: TokenKind.DotDot } } })
                throw Outside($"an assignment to several variables ({Shortened(targets)}) of an array whose length varies", targets, "take its elements one by one");
            length = targets.Elements.Count;
            _graph.Require(Whole.AreEqual(count, length), $"{Shortened(source)} has not as many elements as there are variables in {Shortened(targets)}.");
        }

        var elements = right is Items items ? items.Elements : [.. Enumerable.Range(0, length).Select(i => Arrays.Element(right, i, _graph)!)];
        for (var i = 0; i < targets.Elements.Count; i++)
        {
            if (targets.Elements[i] is not VariableExpressionAst variable)
                throw Outside($"an assignment to what is not a variable ({Shortened(targets.Elements[i])})", targets.Elements[i], "assign to plain variables");
            var isLast = i == targets.Elements.Count - 1;
            SetVariable(NameOf(variable), i >= length ? Null.Value : isLast && length > i + 1 ? new Items([.. elements.Skip(i)]) : elements[i], variable);
        }

        return right;
    }

    private ScriptValue SetVariable(string name, ScriptValue value, VariableExpressionAst variable)
    {
        var converted = Converted(name, value, variable);
        _slots = _slots.SetItem(name, converted);
        return converted;
    }

    /// <summary>A variable that was declared with a type converts whatever is assigned to it.</summary>
    private ScriptValue Converted(string name, ScriptValue value, Ast ast) =>
        _types.TryGetValue(name, out var type) ? Convert(type, value, ast) : value;

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

    private ScriptValue Increment(UnaryExpressionAst unary)
    {
        if (unary.Child is not VariableExpressionAst variable)
            throw Outside($"{Shortened(unary)}", unary, "increment plain variables");
        var step = unary.TokenKind is TokenKind.PlusPlus or TokenKind.PostfixPlusPlus ? 1 : -1;
        var value = Variable(variable) switch
        {
            Null => Number.Integer(step),
            Number number => Arithmetic.Add(number, Number.Integer(step)),
            _ => throw Outside($"{Shortened(unary)}", unary, "increment numbers"),
        };
        return SetVariable(NameOf(variable), value, variable);
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

    private Truth IsIn(ScriptValue element, ScriptValue array, Ast ast)
    {
        if (array is not (Items or Numbers or ScriptValue.Integers) || Arrays.Count(array)?.ConstantValue is not { } count)
            throw Outside($"a search in an array whose length varies ({Shortened(ast)})", ast, "write comparisons");
        Truth found = false;
        for (var i = 0; i < count; i++)
            found = Or(found, Compare(TokenKind.Ieq, Arrays.Element(array, i, _graph)!, element, ast));
        return found;
    }

    private static Truth Differ(Truth left, Truth right) => Or(Arithmetic.And(left, Not(right)), Arithmetic.And(Not(left), right));

    /// <summary>Operations on the bits of integers.</summary>
    private Number Bits(TokenKind kind, ScriptValue left, ScriptValue right, Ast ast)
    {
        var (a, b) = (Bits(left, ast), Bits(right, ast));
        return Number.Integer((kind switch
        {
            TokenKind.Band => a & b,
            TokenKind.Bor => a | b,
            TokenKind.Bxor => a ^ b,
            TokenKind.Shl => Whole.ShiftLeft(a, b),
            _ => Whole.ShiftRight(a, b),
        }).ToReal());
    }

    private Whole Bits(ScriptValue value, Ast ast)
    {
        if (value is not Number { IsInteger: { } isInteger } number || isInteger.ConstantValue == false)
            throw Outside($"bits of what is not an integer ({Shortened(ast)})", ast, "write [int] before it");
        _graph.Require(isInteger, $"An operand of {Shortened(ast)} has left the range of [int].");
        return number.Value.ToWhole();
    }

    private Real RangeEnd(ScriptValue value, Ast ast) => value is Number number
        ? _arithmetic.ToInteger(number)!.Value
        : throw Outside($"a range of what is not a number ({Shortened(ast)})", ast, "use integers");

    private ScriptValue Operate(TokenKind kind, ScriptValue left, ScriptValue right, Ast ast)
    {
        if (kind == TokenKind.Multiply && left is Items or Numbers { Collapses: false } && right is Number times)
            return Repeated(left, times, ast);
        if (left is Null)
        {
            if (kind == TokenKind.Plus)
                return right;
            if (kind == TokenKind.Multiply)
                return Null.Value;
            left = Number.Integer(0);
        }

        if (kind == TokenKind.Plus && left is Items or Numbers or ScriptValue.Integers)
            return Concatenated(left, right, ast);
        if (left is NumericText && kind is TokenKind.Plus or TokenKind.Multiply && left is NumericText)
            throw Outside($"text on the left of an operator ({Shortened(ast)})", ast, "PowerShell joins or repeats texts: write [double] before it");
        return (kind, Operand(left, ast), Operand(right, ast)) switch
        {
            (TokenKind.Plus, var a, var b) => Arithmetic.Add(a, b),
            (TokenKind.Minus, var a, var b) => Arithmetic.Subtract(a, b),
            (TokenKind.Multiply, var a, var b) => Arithmetic.Multiply(a, b),
            (TokenKind.Divide, var a, var b) => _arithmetic.Divide(a, b),
            (_, var a, var b) => _arithmetic.Remainder(a, b),
        } ?? throw Outside($"arithmetic on a number that is an integer or a double ({Shortened(ast)})", ast, "write [double] before it where it is set");
    }

    /// <summary>An array times a number is the array so many times.</summary>
    private ScriptValue Repeated(ScriptValue array, Number times, Ast ast)
    {
        const int Few = 16;
        var count = _arithmetic.ToInteger(times)!.Value.ToWhole();
        if (array is Items few && count.ConstantValue is >= 0 and var known && few.Elements.Count * known <= Few)
            return new Items([.. Enumerable.Repeat(few.Elements, known).SelectMany(elements => elements)]);
        if (array is not Items { Elements: [Number { IsInteger.ConstantValue: { } isInteger } only] })
            throw Outside($"an array of several elements repeated ({Shortened(ast)})", ast, "repeat one number, as in @(0) * $n");
        _graph.Require(count >= 0, $"{Shortened(ast)} repeats an array less than 0 times.");
        return new Numbers(Arrays.Filled(_graph, count, only.Value), isInteger);
    }

    private static Number Operand(ScriptValue value, Ast ast) => value switch
    {
        Number number => number,
        NumericText text => text.Digits,
        Null => Number.Integer(0),
        Uncertain uncertain => throw Outside(Shortened(ast), ast, "an operand " + uncertain.Reason),
        ScriptValue.Boolean => throw Outside($"arithmetic with a comparison ({Shortened(ast)})", ast, "write (condition ? 1 : 0)"),
        Numbers or Items or ScriptValue.Integers => throw Outside($"arithmetic with an array ({Shortened(ast)})", ast, "take its elements one by one"),
        _ => throw Outside($"arithmetic with what is not a number ({Shortened(ast)})", ast, "use numbers"),
    };

    private ScriptValue Concatenated(ScriptValue left, ScriptValue right, Ast ast)
    {
        if (left is Numbers { Collapses: true })
            throw Outside($"adding to the output of a pipeline ({Shortened(ast)})", ast, "write @() around the pipeline");
        if (left is Items first && right is Items second)
            return new Items([.. first.Elements, .. second.Elements]);
        if (left is Items some && right is not (Numbers or ScriptValue.Integers))
            return new Items([.. some.Elements, right]);
        if (Arrays.ToNumbers(left, _graph) is not { Texts: false } numbers)
            throw Outside($"an array of what are not numbers ({Shortened(ast)})", ast, "collect numbers only");
        if (right is Number number)
            return Append(numbers, number);
        if (Arrays.ToNumbers(right, _graph) is not { Texts: false, Collapses: false } more)
            throw Outside($"adding to an array ({Shortened(ast)})", ast, "add one number at a time");
        var slot = NewHidden("joined");
        _slots = _slots.SetItem(slot, numbers);
        ForEachElement(more, ast.Extent, element => _slots = _slots.SetItem(slot, Append((Numbers)_slots[slot], (Number)element)));
        var joined = _slots[slot];
        _slots = _slots.Remove(slot);
        return joined;
    }

    private static Truth Compare(TokenKind kind, ScriptValue left, ScriptValue right, Ast ast)
    {
        if (kind is TokenKind.Ieq or TokenKind.Ine && (left is Null || right is Null) && left is Null or Number && right is Null or Number)
            return (left is Null && right is Null) == (kind == TokenKind.Ieq);
        if (kind is TokenKind.Ieq or TokenKind.Ine && left is ScriptValue.Boolean first && right is ScriptValue.Boolean second)
            return kind == TokenKind.Ine ? Differ(first.Value, second.Value) : Not(Differ(first.Value, second.Value));
        if (left is not Number a || right is not (Number or NumericText))
            throw Outside($"a comparison of what are not two numbers ({Shortened(ast)})", ast, "compare numbers; write [double] before a text");
        var (x, y) = (a.Value, Operand(right, ast).Value);
        return kind switch
        {
            TokenKind.Ieq or TokenKind.Ceq => Real.AreEqual(x, y),
            TokenKind.Ine or TokenKind.Cne => Not(Real.AreEqual(x, y)),
            TokenKind.Ilt or TokenKind.Clt => x < y,
            TokenKind.Ile or TokenKind.Cle => x <= y,
            TokenKind.Igt or TokenKind.Cgt => x > y,
            TokenKind.Ige or TokenKind.Cge => x >= y,
            _ => throw Outside($"the operator of {Shortened(ast)}", ast, "use arithmetic, comparisons, -and, -or and -not"),
        };
    }

    private static Truth Not(Truth truth) => truth.ConstantValue is { } known ? !known : !truth;

    /// <summary>The second is looked at only where the first holds.</summary>
    private Truth Both(Truth first, Func<Truth> second)
    {
        if (first.ConstantValue is { } known)
            return known ? second() : false;
        var slot = NewHidden("both");
        Choose(first, () => SetFlag(slot, second()), () => SetFlag(slot, false));
        var both = Flag(slot);
        _slots = _slots.Remove(slot);
        return both;
    }

    private Truth Condition(PipelineBaseAst condition) => ToTruth(StatementValue(condition), condition);

    private static Truth ToTruth(ScriptValue value, Ast ast) => value switch
    {
        ScriptValue.Boolean boolean => boolean.Value,
        Number number => Not(Real.AreEqual(number.Value, 0)),
        Null => false,
        _ => throw Outside($"a condition that is not a comparison ({Shortened(ast)})", ast, "compare numbers"),
    };

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

    private ScriptValue Index(IndexExpressionAst index)
    {
        var target = Expression(index.Target);
        if (index.Index is StringConstantExpressionAst key)
        {
            return target switch
            {
                Row row => Property(row, key.Value, index),
                Record { IsTable: true } table => table.Properties.GetValueOrDefault(key.Value) ?? Null.Value,
                _ => throw Outside($"a text as an index ({Shortened(index)})", index, "use one number as the index"),
            };
        }

        var where = Expression(index.Index);
        if (where is Items or Numbers { Collapses: false } or ScriptValue.Integers && Arrays.Count(where) is { } several)
            return Slice(index, target, where, several);
        if (where is not Number at)
            throw Outside($"an index that is not a number ({Shortened(index)})", index, "use one number as the index");
        return ElementAt(index, target, at);
    }

    /// <summary>The elements at several indexes.</summary>
    private ScriptValue Slice(IndexExpressionAst index, ScriptValue target, ScriptValue where, Whole several)
    {
        if (several.ConstantValue is { } length)
        {
            return new Items([.. Enumerable.Range(0, length).Select(i => Arrays.Element(where, i, _graph) is Number at
                ? ElementAt(index, target, at)
                : throw Outside($"an index that is not a number ({Shortened(index)})", index, "use numbers as indexes"))]);
        }

        if (Arrays.ToNumbers(target, _graph) is not { Texts: false } numbers || Arrays.ToNumbers(where, _graph) is not { Texts: false } indexes)
            throw Outside($"several indexes into an array that holds more than numbers ({Shortened(index)})", index, "use one index after the other");
        return Arrays.Collect(_graph, several, i => numbers.Values[indexes.Values[i].ToIndex(numbers.Values.Count)], numbers.IsInteger);
    }

    private ScriptValue ElementAt(IndexExpressionAst index, ScriptValue target, Number at)
    {
        if (Arrays.Count(target) is not { } count)
            throw Outside($"an index into what is not an array ({Shortened(index)})", index, "index arrays only");
        if (target is Items && at.Value.ConstantValue is null)
            target = Arrays.ToNumbers(target, _graph) ?? (ScriptValue?)Arrays.ToMatrix(target, _graph) ?? throw Outside($"a varying index into an array that holds more than numbers ({Shortened(index)})", index, "use a constant index");
        var position = at.Value.ToIndex(count);
        if (position.ConstantValue is { } known && count.ConstantValue is { } length && (known < 0 || known >= length))
            throw Outside($"an index outside the array ({Shortened(index)})", index, $"the array has {length} elements");
        if (target is Rows or Matrix or MatrixRow or ScriptValue.Integers && position.ConstantValue is null)
            _graph.Require((position >= 0) & (position < count), $"The index of {Shortened(index)} is outside the array.");
        return Arrays.Element(target, position, _graph)!;
    }

    private ScriptValue Member(MemberExpressionAst member)
    {
        var target = Expression(member.Expression);
        if (member.Member is not StringConstantExpressionAst { Value: var name })
            throw Outside($"a computed property name ({Shortened(member)})", member, "write the name of the property");
        if (name.Equals("Count", StringComparison.OrdinalIgnoreCase) || name.Equals("Length", StringComparison.OrdinalIgnoreCase))
        {
            if (target is Number or Null)
                return Number.Integer(target is Null ? 0 : 1);
            if (Arrays.Count(target) is { } count)
                return Number.Integer(count.ToReal());
        }

        return target switch
        {
            Row row => Property(row, name, member),
            Record record when record.Properties.TryGetValue(name, out var value) => value is Uncertain uncertain
                ? throw Outside(Shortened(member), member, "the value " + uncertain.Reason)
                : value,
            Record { IsTable: true } table when name.Equals("Count", StringComparison.OrdinalIgnoreCase) => Number.Integer(table.Properties.Count),
            Record { IsTable: true } when !IsPropertyOfTables(name) => Null.Value,
            Rows rows when rows.Table.Column(name) is Numbers column => Bound(column),
            _ => throw Outside($"the property {name} ({Shortened(member)})", member, "use .Count, or a property of captured rows that is a number in each of them"),
        };
    }

    private ScriptValue Property(Row row, string name, Ast ast)
    {
        if (row.Table.Column(name) is not Numbers column)
            throw Outside($"the property {name} ({Shortened(ast)})", ast, "it must be a number in each of the rows");
        return Arrays.NumberAt((Numbers)Bound(column), row.Index);
    }

    private ScriptValue Bound(ScriptValue value) => value switch
    {
        Numbers numbers => numbers with { Values = _graph.Bind(numbers.Values), Flags = numbers.Flags is null ? null : _graph.Bind(numbers.Flags) },
        Matrix matrix => matrix with { Cells = (Numbers)Bound(matrix.Cells) },
        _ => value,
    };

    private static bool IsPropertyOfTables(string name) => typeof(System.Collections.Specialized.OrderedDictionary).GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is not null
        || typeof(System.Collections.Hashtable).GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is not null || name.Equals("Length", StringComparison.OrdinalIgnoreCase);

    private Record Table(HashtableAst table)
    {
        var properties = new Dictionary<string, ScriptValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in table.KeyValuePairs)
            properties.Add(key is StringConstantExpressionAst name ? name.Value : throw Outside($"a key that is not a name ({Shortened(key)})", key, "use names as keys"), StatementValue(value));
        return new Record(properties, IsTable: true);
    }

    /// <summary>Whether evaluating it could change a variable or call something.</summary>
    private static bool Changes(Ast ast) => ast.Find(node => node is AssignmentStatementAst or CommandAst or InvokeMemberExpressionAst
        or UnaryExpressionAst { TokenKind: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus }, searchNestedScriptBlocks: true) is not null;

    private static Number StaticMember(MemberExpressionAst member)
    {
        var name = (member.Member as StringConstantExpressionAst)?.Value.ToUpperInvariant();
        var type = (member.Expression as TypeExpressionAst)?.TypeName.GetReflectionType();
        double? value = name switch
        {
            "PI" when type == typeof(Math) => Math.PI,
            "E" when type == typeof(Math) => Math.E,
            "TAU" when type == typeof(Math) => Math.Tau,
            "EPSILON" when type == typeof(double) => double.Epsilon,
            "MAXVALUE" when type == typeof(double) => double.MaxValue,
            "MINVALUE" when type == typeof(double) => double.MinValue,
            "NAN" when type == typeof(double) => double.NaN,
            "POSITIVEINFINITY" when type == typeof(double) => double.PositiveInfinity,
            "NEGATIVEINFINITY" when type == typeof(double) => double.NegativeInfinity,
            _ => null,
        };
        if (value is { } constant)
            return Number.Double(constant);
        return type == typeof(int) && name is "MAXVALUE" or "MINVALUE"
            ? Number.Integer(name == "MAXVALUE" ? int.MaxValue : int.MinValue)
            : throw Outside($"{Shortened(member)}", member, "only the constants of [Math], [double] and [int] are known");
    }

    /// <summary>The type to which an argument is cast where it stands.</summary>
    private static Type? CastOf(ExpressionAst argument) => argument switch
    {
        ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [CommandExpressionAst { Expression: var inner }] } } => CastOf(inner),
        ConvertExpressionAst convert => convert.StaticType,
        _ => null,
    };

    private Numbers Zeros(ScriptValue size, Ast ast)
    {
        if (size is not Number length)
            throw Outside($"an array of unknown length ({Shortened(ast)})", ast, "give the number of elements");
        var count = _arithmetic.ToInteger(length)!.Value.ToWhole();
        _graph.Require(count >= 0, $"{Shortened(ast)} makes an array of less than 0 elements.");
        return new Numbers(Arrays.Filled(_graph, count, 0), false, IsTyped: true);
    }

    private ScriptValue StaticCall(InvokeMemberExpressionAst call)
    {
        var type = (call.Expression as TypeExpressionAst)?.TypeName.GetReflectionType();
        if (type == typeof(double[]) && call is { Member: StringConstantExpressionAst { Value: var created }, Arguments: [var size] } && created.Equals("new", StringComparison.OrdinalIgnoreCase))
            return Zeros(Expression(size), call);
        if (call.Member is not StringConstantExpressionAst { Value: var name } || (type != typeof(Math) && type != typeof(double)))
            throw Outside($"a method call ({Shortened(call)})", call, "only the methods of [Math] can be differentiated");
        var arguments = (call.Arguments ?? (IReadOnlyList<ExpressionAst>)[]).Select(Expression).ToList();
        if (arguments.Any(argument => argument is not Number))
            throw Outside($"an argument that is not a number ({Shortened(call)})", call, "write [double] before it");
        var numbers = arguments.Cast<Number>().ToList();
        if (type == typeof(Math) && call.Arguments is not null)
        {
            var casts = call.Arguments!.Select(CastOf).OfType<Type>().ToList();
            return _math.Call(name, numbers, casts, out var advice)
                ?? throw Outside($"{Shortened(call)}", call, advice);
        }

        var x = numbers.Count == 1 ? numbers[0].Value : throw Outside(Shortened(call), call, "the method is not known");
        return new ScriptValue.Boolean(name.ToUpperInvariant() switch
        {
            "ISNAN" => Not(Real.AreEqual(x, x)),
            "ISFINITE" => Real.Abs(x) < double.PositiveInfinity,
            "ISINFINITY" => Real.AreEqual(Real.Abs(x), double.PositiveInfinity),
            _ => throw Outside($"[double]::{name}".ToString(CultureInfo.InvariantCulture), call, "the method is not known"),
        });
    }
}
