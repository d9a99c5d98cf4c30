namespace PSOptimize.Differentiation;

/// <summary>
/// A real number of an expression graph. Operators and functions compute exactly what the same operators on <see cref="double"/>
/// and the functions of <see cref="Math"/> compute, to the last bit, and know their derivatives.
/// </summary>
/// <remarks>
/// At a kink the derivative is the mean of the two one-sided ones: 0 for <see cref="Abs"/> at 0, one half to each of two equal
/// operands of <see cref="Max"/>. Functions that are constant between jumps, such as <see cref="Floor"/>, have derivative 0.
/// </remarks>
public sealed class Real : Term
{
    internal Real(Node node, ExpressionGraph? graph) : base(node, graph)
    {
    }

    /// <summary>The constant, if the value is one; else null.</summary>
    public double? ConstantValue => Node is ConstantNode constant ? (double)constant.Value : null;

    /// <summary>A constant.</summary>
    /// <param name="value">Its value.</param>
    public static implicit operator Real(double value) => new(new ConstantNode(ValueKind.Real, value), null);

    /// <summary>The sum.</summary>
    public static Real operator +(Real left, Real right) => Of(Operators.Add, left, right);

    /// <summary>The difference.</summary>
    public static Real operator -(Real left, Real right) => Of(Operators.Subtract, left, right);

    /// <summary>The product.</summary>
    public static Real operator *(Real left, Real right) => Of(Operators.Multiply, left, right);

    /// <summary>The quotient.</summary>
    public static Real operator /(Real left, Real right) => Of(Operators.Divide, left, right);

    /// <summary>The remainder of the truncated division, with the sign of the dividend.</summary>
    public static Real operator %(Real left, Real right) => Of(Operators.Remainder, left, right);

    /// <summary>The number with the opposite sign.</summary>
    public static Real operator -(Real operand) => Of(Operators.Negate, operand);

    /// <summary>Whether the left number is smaller; false if one is not a number.</summary>
    public static Truth operator <(Real left, Real right) => Truth.Of(Operators.Less, left, right);

    /// <summary>Whether the left number is greater; false if one is not a number.</summary>
    public static Truth operator >(Real left, Real right) => Truth.Of(Operators.Less, right, left);

    /// <summary>Whether the left number is smaller or equal; false if one is not a number.</summary>
    public static Truth operator <=(Real left, Real right) => Truth.Of(Operators.LessOrEqual, left, right);

    /// <summary>Whether the left number is greater or equal; false if one is not a number.</summary>
    public static Truth operator >=(Real left, Real right) => Truth.Of(Operators.LessOrEqual, right, left);

    /// <summary>Whether the numbers are equal; false if one is not a number.</summary>
    public static Truth AreEqual(Real left, Real right) => Truth.Of(Operators.Equal, left, right);

    /// <summary>The first number if the condition holds, else the second; both are computed.</summary>
    public static Real Select(Truth condition, Real then, Real otherwise) => Of(Operators.Select, condition, then, otherwise);

    /// <summary>The nearest integer, halves to even; the evaluation fails if it does not fit 32 bits.</summary>
    public Whole ToWhole() => new(Apply(Operators.ToWhole, this), Graph);

    /// <summary>As <see cref="ToWhole"/>, but counted from the end if negative.</summary>
    /// <param name="count">The number of elements.</param>
    public Whole ToIndex(Whole count) => new(Apply(Operators.ToIndex, this, count), GraphOf(this, count));

    /// <summary>The absolute value.</summary>
    public static Real Abs(Real x) => Of(Operators.Abs, x);

    /// <summary>The angle whose cosine is the number.</summary>
    public static Real Acos(Real x) => Of(Operators.Acos, x);

    /// <summary>The inverse hyperbolic cosine.</summary>
    public static Real Acosh(Real x) => Of(Operators.Acosh, x);

    /// <summary>The angle whose sine is the number.</summary>
    public static Real Asin(Real x) => Of(Operators.Asin, x);

    /// <summary>The inverse hyperbolic sine.</summary>
    public static Real Asinh(Real x) => Of(Operators.Asinh, x);

    /// <summary>The angle whose tangent is the number.</summary>
    public static Real Atan(Real x) => Of(Operators.Atan, x);

    /// <summary>The angle of the point (x, y), in (−π, π].</summary>
    public static Real Atan2(Real y, Real x) => Of(Operators.Atan2, y, x);

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static Real Atanh(Real x) => Of(Operators.Atanh, x);

    /// <summary>The cube root.</summary>
    public static Real Cbrt(Real x) => Of(Operators.Cbrt, x);

    /// <summary>The smallest integer not less than the number.</summary>
    public static Real Ceiling(Real x) => Of(Operators.Ceiling, x);

    /// <summary>The nearest number of the interval; the evaluation throws if the interval is empty.</summary>
    public static Real Clamp(Real x, Real min, Real max) => Of(Operators.Clamp, x, min, max);

    /// <summary>The cosine.</summary>
    public static Real Cos(Real x) => Of(Operators.Cos, x);

    /// <summary>The hyperbolic cosine.</summary>
    public static Real Cosh(Real x) => Of(Operators.Cosh, x);

    /// <summary>The exponential.</summary>
    public static Real Exp(Real x) => Of(Operators.Exp, x);

    /// <summary>The greatest integer not greater than the number.</summary>
    public static Real Floor(Real x) => Of(Operators.Floor, x);

    /// <summary>x·y + z, rounded once.</summary>
    public static Real FusedMultiplyAdd(Real x, Real y, Real z) => Of(Operators.FusedMultiplyAdd, x, y, z);

    /// <summary>The natural logarithm.</summary>
    public static Real Log(Real x) => Of(Operators.Log, x);

    /// <summary>The logarithm to the given base.</summary>
    public static Real Log(Real x, Real newBase) => Of(Operators.LogBase, x, newBase);

    /// <summary>The logarithm to base 10.</summary>
    public static Real Log10(Real x) => Of(Operators.Log10, x);

    /// <summary>The logarithm to base 2.</summary>
    public static Real Log2(Real x) => Of(Operators.Log2, x);

    /// <summary>The greater number.</summary>
    public static Real Max(Real x, Real y) => Of(Operators.Max, x, y);

    /// <summary>The smaller number.</summary>
    public static Real Min(Real x, Real y) => Of(Operators.Min, x, y);

    /// <summary><c>x</c> to the power <c>y</c>.</summary>
    public static Real Pow(Real x, Real y) => Of(Operators.Pow, x, y);

    /// <summary>The nearest integer, halves to even.</summary>
    public static Real Round(Real x) => Of(Operators.Round, x);

    /// <summary>The nearest number with the given number of decimals, 0 to 15.</summary>
    public static Real Round(Real x, Whole digits) => Of(Operators.RoundDigits, x, digits);

    /// <summary>-1, 0 or 1; the evaluation throws for NaN.</summary>
    public static Real Sign(Real x) => Of(Operators.Sign, x);

    /// <summary>The sine.</summary>
    public static Real Sin(Real x) => Of(Operators.Sin, x);

    /// <summary>The nearest number of single precision. Its derivative is 1: it stands for the number that it is rounded from.</summary>
    public static Real Single(Real x) => Of(Operators.Single, x);

    /// <summary>The hyperbolic sine.</summary>
    public static Real Sinh(Real x) => Of(Operators.Sinh, x);

    /// <summary>The square root.</summary>
    public static Real Sqrt(Real x) => Of(Operators.Sqrt, x);

    /// <summary>The tangent.</summary>
    public static Real Tan(Real x) => Of(Operators.Tan, x);

    /// <summary>The hyperbolic tangent.</summary>
    public static Real Tanh(Real x) => Of(Operators.Tanh, x);

    /// <summary>The number without its fractional part.</summary>
    public static Real Truncate(Real x) => Of(Operators.Truncate, x);

    internal static Real Of(Operator @operator, params Term[] operands) => new(Apply(@operator, operands), GraphOf(operands));
}
