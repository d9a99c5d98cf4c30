using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// The arithmetic of PowerShell on integers and doubles. An operation of two integers gives an integer if the result is one and fits
/// 32 bits, else a double; every other operation is that of doubles. Integers have no negative zero.
/// </summary>
/// <remarks>The answer is null if the result depends on the type of an operand and that type is not known.</remarks>
internal sealed class Arithmetic(ExpressionGraph graph)
{
    /// <summary>Up to here in absolute value every integer is a double.</summary>
    public const long LargestExact = 9007199254740992;

    /// <summary>[long] goes to here, but for one.</summary>
    private const double LongEnd = 9223372036854775808;

    private static readonly Dictionary<Type, (double Least, double Most)> Short = new()
    {
        [typeof(byte)] = (byte.MinValue, byte.MaxValue),
        [typeof(sbyte)] = (sbyte.MinValue, sbyte.MaxValue),
        [typeof(short)] = (short.MinValue, short.MaxValue),
        [typeof(ushort)] = (ushort.MinValue, ushort.MaxValue),
        [typeof(uint)] = (uint.MinValue, uint.MaxValue),
    };

    public Number Add(Number left, Number right) => Exact(left.Value + right.Value, left, right);

    public Number Subtract(Number left, Number right) => Exact(left.Value - right.Value, left, right);

    public Number? Multiply(Number left, Number right)
    {
        // A product with a positive number is -0 only if the other operand is, and a square never is.
        var keepsZero = IsPositive(left) || IsPositive(right) || left.Value.Node == right.Value.Node;
        return WithoutNegativeZero(left.Value * right.Value, left, right, keepsZero) is { } product ? Exact(product, left, right) : null;
    }

    public Number? Divide(Number left, Number right)
    {
        if (!RequireDivisor(left, right))
            return null;
        if (WithoutNegativeZero(left.Value / right.Value, left, right, IsPositive(right)) is not { } quotient)
            return null;
        if (BothIntegers(left, right) is not { } both)
            return new Number(quotient, null, WidthOf(left, right));
        var isWhole = Truths.And(both, Real.AreEqual(Real.Truncate(quotient), quotient));
        return WidthOf(left, right) switch
        {
            Width.Usual => new Number(quotient, Truths.And(isWhole, Fits(quotient))),
            Width.Long => new Number(quotient, isWhole, Width.Long),
            _ => new Number(quotient, both.ConstantValue == false ? both : null, Width.Other),
        };
    }

    public Number? Remainder(Number left, Number right)
    {
        if (!RequireDivisor(left, right))
            return null;
        if (WithoutNegativeZero(left.Value % right.Value, left, right, false) is not { } remainder)
            return null;
        return new Number(remainder, BothIntegers(left, right), WidthOf(left, right));
    }

    /// <summary>The nearest integer, halves to the even one; the evaluation fails if that does not fit 32 bits.</summary>
    public Number ToInteger(Number number)
    {
        if (number is { IsCertainlyInteger: true, IsOther: false })
            return number;
        var rounded = Real.Round(number.Value) + 0.0;
        graph.Require(Fits(rounded), "A number that is converted to [int] does not fit 32 bits.");
        return Number.Integer(rounded);
    }

    /// <summary>The nearest integer as a <c>[long]</c>; the translation ends if that is larger than doubles count exactly.</summary>
    private Number ToLong(Number number)
    {
        var rounded = Real.Round(number.Value) + 0.0;
        TranslationLimit.Demand(graph, Real.Abs(rounded) <= LargestExact,
            "A number that is converted to [long] is larger than doubles count exactly.");
        return new Number(rounded, true, Width.Long);
    }

    /// <summary>Whether <see cref="To"/> knows a type.</summary>
    public static bool IsKnown(Type type) => type == typeof(double) || type == typeof(float) || IsInteger(type);

    /// <summary>Whether <see cref="To"/> knows a type, and it is one of integers.</summary>
    public static bool IsInteger(Type type) => type == typeof(int) || type == typeof(long) || Short.ContainsKey(type);

    /// <summary>A number as one of another type; null if the type is not known.</summary>
    public Number? To(Type type, Number number)
    {
        if (type == typeof(double))
            return Number.Double(number.Value);
        if (type == typeof(float))
            return new Number(Real.Single(number.Value), false, Width.Other);
        if (type == typeof(int))
            return ToInteger(number);
        if (type == typeof(long))
            return ToLong(number);
        if (!Short.TryGetValue(type, out var range))
            return null;
        var rounded = Real.Round(number.Value) + 0.0;
        graph.Require((rounded >= range.Least) & (rounded <= range.Most),
            $"A number that is converted to [{type.Name}] does not fit it.");
        return new Number(rounded, true, WidthOf(type));
    }

    /// <summary>Of what width numbers of a type are.</summary>
    public static Width WidthOf(Type type) => type == typeof(double) || type == typeof(int) ? Width.Usual
        : type == typeof(long) ? Width.Long : type == typeof(uint) || !IsInteger(type) ? Width.Other : Width.Short;

    /// <summary>What is known of a number that is of one of several widths.</summary>
    public static Width Joined(params IEnumerable<Width> widths) => widths.DefaultIfEmpty().Aggregate(Either);

    private static Width Either(Width first, Width second) => first == second ? first
        : first <= Width.Short && second <= Width.Short ? Width.Short : Width.Other;

    /// <summary>Whether a number fits 32 bits.</summary>
    public static Truth Fits(Real value) => (value >= int.MinValue) & (value <= int.MaxValue);

    /// <summary>Whether one holds; null if that is not known.</summary>
    public static Truth? Either(Truth? left, Truth? right) =>
        left?.ConstantValue == true || right?.ConstantValue == true ? true
        : left is null || right is null ? null
        : left.ConstantValue == false ? right
        : right.ConstantValue == false ? left
        : left | right;

    /// <summary>Whether both are integers; null if that is not known.</summary>
    public static Truth? BothIntegers(Number left, Number right) =>
        left.IsDouble || right.IsDouble ? false
        : left.IsInteger is null || right.IsInteger is null ? null
        : Truths.And(left.IsInteger, right.IsInteger);

    /// <summary>
    /// A result that is exact in doubles whenever it is an integer: sums, differences and products. One of 32-bit integers that is too
    /// large for that is rounded once, as PowerShell rounds it, and so is one that a <c>[long]</c> cannot hold; in between the translation
    /// ends.
    /// </summary>
    private Number Exact(Real value, Number left, Number right)
    {
        var both = BothIntegers(left, right);
        var width = WidthOf(left, right);
        if (width == Width.Usual)
            return new Number(value, both is null || both.ConstantValue == false ? both : Truths.And(both, Fits(value)));
        var isExact = Real.Abs(value) <= LargestExact;
        TranslationLimit.Demand(graph,
            Truths.Or(Truths.Not(both ?? true), width == Width.Long ? Truths.Or(isExact, Real.Abs(value) > LongEnd) : isExact),
            "A [long] is larger than doubles count exactly.");
        return new Number(value, width == Width.Long && both is not null ? Truths.And(both, isExact) : null, width);
    }

    /// <summary>Of what width a result is: that of doubles is the usual one, and so is that of integers shorter than [int].</summary>
    private static Width WidthOf(Number left, Number right) => left.IsDouble || right.IsDouble
        || (left.Width <= Width.Short && right.Width <= Width.Short) ? Width.Usual
        : left.Width == Width.Long || right.Width == Width.Long ? Width.Long : Width.Other;

    /// <summary>The value, but 0 for -0 if both operands are integers; null if it is not known whether they are and that matters.</summary>
    /// <param name="value">The result of the operation on doubles.</param>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="keepsZero">Whether the operation gives -0 only for an operand that is -0, which no integer is.</param>
    private static Real? WithoutNegativeZero(Real value, Number left, Number right, bool keepsZero) => BothIntegers(left, right) switch
    {
        { ConstantValue: false } => value,
        { ConstantValue: true } => value + 0.0,
        null => keepsZero ? value : null,
        var both => Real.Select(both, value + 0.0, value),
    };

    private static bool IsPositive(Number number) => number.Value.ConstantValue > 0;

    /// <summary>Integers cannot be divided by zero, doubles can. False if it is not known which they are.</summary>
    private bool RequireDivisor(Number left, Number right)
    {
        if (right.Value.ConstantValue is { } divisor && divisor != 0)
            return true;
        var both = BothIntegers(left, right);
        if (both is null)
            return false;
        if (both.ConstantValue != false)
            graph.Require(!both | !Real.AreEqual(right.Value, 0), "Attempted to divide by zero.");
        return true;
    }
}
