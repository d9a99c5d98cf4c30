namespace PSOptimize.Differentiation;

/// <summary>A 32-bit integer of an expression graph: a count or an index. Its arithmetic wraps around.</summary>
public sealed class Whole : Term
{
    internal Whole(Node node, ExpressionGraph? graph) : base(node, graph)
    {
    }

    /// <summary>A constant.</summary>
    /// <param name="value">Its value.</param>
    public static implicit operator Whole(int value) => new(new ConstantNode(ValueKind.Whole, value), null);

    /// <summary>The constant, if the value is one; else null.</summary>
    public int? ConstantValue => Node is ConstantNode constant ? (int)constant.Value : null;

    /// <summary>The sum.</summary>
    public static Whole operator +(Whole left, Whole right) => Of(Operators.AddWhole, left, right);

    /// <summary>The difference.</summary>
    public static Whole operator -(Whole left, Whole right) => Of(Operators.SubtractWhole, left, right);

    /// <summary>The product.</summary>
    public static Whole operator *(Whole left, Whole right) => Of(Operators.MultiplyWhole, left, right);

    /// <summary>The bitwise and.</summary>
    public static Whole operator &(Whole left, Whole right) => Of(Operators.AndWhole, left, right);

    /// <summary>The bitwise or.</summary>
    public static Whole operator |(Whole left, Whole right) => Of(Operators.OrWhole, left, right);

    /// <summary>The bitwise exclusive or.</summary>
    public static Whole operator ^(Whole left, Whole right) => Of(Operators.XorWhole, left, right);

    /// <summary>The bits shifted left by the lowest five bits of the count.</summary>
    public static Whole ShiftLeft(Whole bits, Whole count) => Of(Operators.ShiftLeft, bits, count);

    /// <summary>The bits shifted right, keeping the sign, by the lowest five bits of the count.</summary>
    public static Whole ShiftRight(Whole bits, Whole count) => Of(Operators.ShiftRight, bits, count);

    /// <summary>Whether the left number is smaller.</summary>
    public static Truth operator <(Whole left, Whole right) => Truth.Of(Operators.LessWhole, left, right);

    /// <summary>Whether the left number is greater.</summary>
    public static Truth operator >(Whole left, Whole right) => Truth.Of(Operators.LessWhole, right, left);

    /// <summary>Whether the left number is smaller or equal.</summary>
    public static Truth operator <=(Whole left, Whole right) => Truth.Of(Operators.LessOrEqualWhole, left, right);

    /// <summary>Whether the left number is greater or equal.</summary>
    public static Truth operator >=(Whole left, Whole right) => Truth.Of(Operators.LessOrEqualWhole, right, left);

    /// <summary>Whether the numbers are equal.</summary>
    public static Truth AreEqual(Whole left, Whole right) => Truth.Of(Operators.EqualWhole, left, right);

    /// <summary>The same number as a real one.</summary>
    public Real ToReal() => Real.Of(Operators.ToReal, this);

    private static Whole Of(Operator @operator, params Term[] operands) => new(Apply(@operator, operands), GraphOf(operands));
}
