using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Comparisons and conditions.</summary>
internal sealed partial class Translation
{
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
}
