using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Comparisons.</summary>
internal static class Comparisons
{
    public static Truth Compare(TokenKind kind, ScriptValue left, ScriptValue right, Ast ast)
    {
        if (left is Switch isSet && right is ScriptValue.Boolean)
            left = new ScriptValue.Boolean(isSet.Value);
        if (kind is TokenKind.Ieq or TokenKind.Ine)
        {
            if ((left is Null && IsNullOrNot(right)) || (right is Null && IsNullOrNot(left)))
                return (left is Null && right is Null) == (kind == TokenKind.Ieq);
            if (left is ScriptValue.Boolean first && right is ScriptValue.Boolean second)
                return kind == TokenKind.Ine ? Truths.Xor(first.Value, second.Value) : Truths.Not(Truths.Xor(first.Value, second.Value));
        }

        // A text is compared with the text of the number, which is the same if both are integers that are written alike.
        if (left is NumericText { IsPlain: true } text && right is Number { IsCertainlyInteger: true }
            && kind is TokenKind.Ieq or TokenKind.Ine or TokenKind.Ceq or TokenKind.Cne)
            left = text.Digits;
        if (left is not Number a || right is not (Number or NumericText))
            throw ast.Outside("a comparison of values that are not two numbers", "compare numbers; write [double] before a text");
        var (x, y) = (a.Value, Conversions.ToOperand(right, ast).Value);
        return kind switch
        {
            TokenKind.Ieq or TokenKind.Ceq => Real.AreEqual(x, y),
            TokenKind.Ine or TokenKind.Cne => Truths.Not(Real.AreEqual(x, y)),
            TokenKind.Ilt or TokenKind.Clt => x < y,
            TokenKind.Ile or TokenKind.Cle => x <= y,
            TokenKind.Igt or TokenKind.Cgt => x > y,
            TokenKind.Ige or TokenKind.Cge => x >= y,
            _ => throw new OutsideException($"the operator of {ast.Shortened()}", ast, "use arithmetic, comparisons, -and, -or and -not"),
        };
    }

    /// <summary>Whether a value is known to be null, or known not to be.</summary>
    private static bool IsNullOrNot(ScriptValue value) => value is Null or Number or ScriptValue.Boolean or Record or Row or Block;

    /// <summary>Whether a value is of a type.</summary>
    public static Truth IsOfType(ScriptValue value, Type? type, Ast ast)
    {
        return value switch
        {
            Number { IsInteger: { } isInteger, IsOther: false } when type == typeof(int) => isInteger,
            Number { IsInteger: { } isInteger, IsOther: false } when type == typeof(double) => Truths.Not(isInteger),
            Null when type is not null => false,
            Number { IsOther: false, IsInteger: not null } when IsOther() => false,
            ScriptValue.Boolean when IsOther() || type == typeof(int) || type == typeof(double) => type == typeof(bool),
            Text or NumericText or Word when IsOther() || type == typeof(int) || type == typeof(double) => type == typeof(string),
            _ => throw ast.Outside("a question for a type", "ask whether a number is an [int] or a [double]"),
        };

        bool IsOther() => type == typeof(string) || type == typeof(bool) || type == typeof(Array);
    }

    /// <summary>Whether an array has an element that equals a value.</summary>
    public static Truth Contains(ScriptValue array, ScriptValue value, Ast ast, ExpressionGraph graph)
    {
        if (array is not (Items or Numbers or Integers) || Arrays.Count(array)?.ConstantValue is not { } count)
            throw ast.Outside("a search in an array whose length varies", "write comparisons");
        Truth found = false;
        for (var i = 0; i < count; i++)
            found = Truths.Or(found, Compare(TokenKind.Ieq, Arrays.Element(array, i, graph)!, value, ast));
        return found;
    }
}
