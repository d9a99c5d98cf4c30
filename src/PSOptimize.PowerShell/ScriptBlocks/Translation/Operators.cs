using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>What operators make of two values.</summary>
internal sealed class Operators(TranslationContext context, Loops loops, Arithmetic arithmetic)
{
    /// <summary>The operators +, -, *, / and %.</summary>
    public ScriptValue Apply(TokenKind kind, ScriptValue left, ScriptValue right, Ast ast)
    {
        if (kind == TokenKind.Multiply && left is Items or Numbers { Collapses: false, IsList: false } && right is Number times)
            return Repeated(left, times, ast);
        if (left is Null)
        {
            if (kind == TokenKind.Plus)
                return right;
            if (kind == TokenKind.Multiply)
                return Null.Value;
            left = Number.Integer(0);
        }

        if (kind == TokenKind.Plus && left is Items or Numbers or Integers)
            return Concatenated(left, right, ast);
        if (left is ScriptValue.Boolean && kind == TokenKind.Multiply)
            throw ast.Outside("a comparison on the left of *", "write the number first");
        if (left is NumericText && kind is TokenKind.Plus or TokenKind.Multiply)
            throw ast.Outside("text on the left of an operator", "PowerShell joins or repeats texts: write [double] before it");
        var (a, b) = (Conversions.ToOperand(left, ast), Conversions.ToOperand(right, ast));
        return kind switch
        {
            TokenKind.Plus => arithmetic.Add(a, b),
            TokenKind.Minus => arithmetic.Subtract(a, b),
            TokenKind.Multiply => arithmetic.Multiply(a, b),
            TokenKind.Divide => arithmetic.Divide(a, b),
            _ => arithmetic.Remainder(a, b),
        } ?? throw ast.Outside("arithmetic on a number that is an integer or a double", "write [double] before it where it is set");
    }

    /// <summary>The operators on the bits of integers.</summary>
    public Number ApplyToBits(TokenKind kind, ScriptValue left, ScriptValue right, Ast ast)
    {
        var (a, b) = (ToBits(left, ast), ToBits(right, ast));
        return Number.Integer((kind switch
        {
            TokenKind.Band => a & b,
            TokenKind.Bor => a | b,
            TokenKind.Bxor => a ^ b,
            TokenKind.Shl => Whole.ShiftLeft(a, b),
            _ => Whole.ShiftRight(a, b),
        }).ToReal());
    }

    /// <summary>An end of the range <c>left..right</c>.</summary>
    public Real ToRangeEnd(ScriptValue value, Ast ast) => value is Number number
        ? arithmetic.ToInteger(number).Value
        : throw ast.Outside("a range of what is not a number", "use integers");

    private Whole ToBits(ScriptValue value, Ast ast)
    {
        if (value is not Number { IsInteger: { } isInteger, IsOther: false } number || isInteger.ConstantValue == false)
            throw ast.Outside("bits of what is not an [int]", "write [int] before it");
        TranslationLimit.Demand(context.Graph, isInteger, $"An operand of {ast.Shortened()} has left the range of [int].");
        return number.Value.ToWhole();
    }

    /// <summary>An array times a number is that many copies of the array in a row.</summary>
    private ScriptValue Repeated(ScriptValue array, Number times, Ast ast)
    {
        const int Few = 16;
        if (context.HasCollections)
            throw ast.Outside("a repetition of what may be a collection", "use .ForEach() after it");
        var count = arithmetic.ToInteger(times).Value.ToWhole();
        if (array is Items few && count.ConstantValue is >= 0 and var known && few.Elements.Count * known <= Few)
            return new Items([.. Enumerable.Repeat(few.Elements, known).SelectMany(elements => elements)]);
        if (array is not Items { Elements: [Number { IsInteger.ConstantValue: { } isInteger } only] })
            throw ast.Outside("an array of several elements repeated", "repeat one number, as in @(0) * $n");
        if (count.ConstantValue is > Arrays.Longest)
            throw ast.Outside("an array of too many elements", $"make arrays of at most {Arrays.Longest} elements");
        TranslationLimit.Demand(context.Graph, (count >= 0) & (count <= Arrays.Longest),
            $"{ast.Shortened()} repeats an array fewer than 0 times, or more than {Arrays.Longest} times.");
        return new Numbers(Arrays.Filled(context.Graph, count, only.Value), isInteger);
    }

    private ScriptValue Concatenated(ScriptValue left, ScriptValue right, Ast ast)
    {
        if (left is Numbers { Collapses: true })
            throw ast.Outside("adding to the output of a pipeline", "write @() around the pipeline");
        if (left is Items first && right is Items second)
            return new Items([.. first.Elements, .. second.Elements]);
        if (right is Grid or Rows or Matrix or MatrixRow)
            throw ast.Outside("adding arrays of arrays or of rows", "add numbers");
        if (left is Items some && right is not (Numbers or Integers))
            return new Items([.. some.Elements, right]);
        if (Arrays.ToNumbers(left, context.Graph) is not { Texts: false } numbers)
            throw ast.Outside("an array of values that are not numbers", "collect numbers only");
        if (right is Number number)
            return Arrays.Append(numbers, number);
        if (Arrays.ToNumbers(right, context.Graph) is not { Texts: false, Collapses: false } more)
            throw ast.Outside("adding to an array", "add one number at a time");
        using var joined = context.NewHidden("joined");
        joined.Value = numbers with { IsList = false, Element = null };
        loops.ForEach(more, ast.Extent, element => joined.Value = Arrays.Append((Numbers)joined.Value, (Number)element));
        return joined.Value;
    }
}
