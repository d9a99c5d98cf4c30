using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Assignments to variables.</summary>
internal sealed partial class Translation
{
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
}
