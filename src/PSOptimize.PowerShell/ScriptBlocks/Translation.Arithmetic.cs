using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>What operators make of two values.</summary>
internal sealed partial class Translation
{
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
}
