namespace PSOptimize.Differentiation;

/// <summary>
/// Partial derivatives of the functions whose derivative is more than one operation. At a kink each is the mean of the two
/// one-sided derivatives, which is what central differences give there: 0 for <c>|x|</c> at 0, one half to each of two equal
/// operands of a maximum.
/// </summary>
internal static class Derivatives
{
    /// <summary>
    /// Adjoint times partial, with 0 · ∞ = 0: a value without influence on the result has none through an infinite slope either.
    /// </summary>
    public static double Chain(double adjoint, double partial) => adjoint == 0 || partial == 0 ? 0 : adjoint * partial;

    /// <summary>Adjoint times 1/x, with the same 0 · ∞ = 0.</summary>
    public static double Quotient(double adjoint, double divisor) => adjoint == 0 ? 0 : adjoint / divisor;

    public static double Abs(double x) => x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : double.NaN;

    public static double Acos(double x) => -1 / Math.Sqrt((1 - x) * (1 + x));

    public static double Asin(double x) => 1 / Math.Sqrt((1 - x) * (1 + x));

    public static double Atan(double x) => 1 / (1 + x * x);

    public static double Acosh(double x) => 1 / Math.Sqrt((x - 1) * (x + 1));

    public static double Asinh(double x) => 1 / Math.Sqrt(x * x + 1);

    public static double Atanh(double x) => 1 / ((1 - x) * (1 + x));

    public static double Cbrt(double value) => 1 / (3 * value * value);

    public static double Log(double x) => 1 / x;

    public static double Log2(double x) => 1 / (x * Ln2);

    public static double Log10(double x) => 1 / (x * Ln10);

    public static double LogBase(double x, double newBase) => 1 / (x * Math.Log(newBase));

    public static double LogBaseByBase(double newBase, double value) => -value / (newBase * Math.Log(newBase));

    public static double Sqrt(double value) => 0.5 / value;

    public static double Tan(double value) => 1 + value * value;

    // 1 - tanh² cancels where tanh is near 1; the hyperbolic cosine does not.
    public static double Tanh(double x)
    {
        var cosh = Math.Cosh(x);
        return 1 / (cosh * cosh);
    }

    public static double Pow(double x, double exponent) => exponent switch
    {
        0 => 0,
        1 => 1,
        2 => 2 * x,
        _ => exponent * Math.Pow(x, exponent - 1),
    };

    public static double PowByExponent(double x, double value) => value == 0 ? 0 : value * Math.Log(x);

    // Divided by the greater of the two coordinates first: their squares could overflow.
    public static double Atan2ByY(double y, double x)
    {
        var ratio = Math.Abs(x) >= Math.Abs(y) ? y / x : x / y;
        return Math.Abs(x) >= Math.Abs(y) ? 1 / (x * (1 + ratio * ratio)) : ratio / (y * (1 + ratio * ratio));
    }

    public static double Atan2ByX(double y, double x)
    {
        var ratio = Math.Abs(x) >= Math.Abs(y) ? y / x : x / y;
        return Math.Abs(x) >= Math.Abs(y) ? -ratio / (x * (1 + ratio * ratio)) : -1 / (y * (1 + ratio * ratio));
    }

    public static double Max(double x, double y) => x > y ? 1 : x < y ? 0 : x == y ? 0.5 : double.NaN;

    public static double Min(double x, double y) => x < y ? 1 : x > y ? 0 : x == y ? 0.5 : double.NaN;

    public static double Clamp(double x, double low, double high) =>
        x < low || x > high || low == high ? 0 : x == low || x == high ? 0.5 : double.IsNaN(x) ? double.NaN : 1;

    public static double ClampByLow(double x, double low, double high) => x < low ? 1 : x == low && low < high ? 0.5 : 0;

    public static double ClampByHigh(double x, double low, double high) => x > high ? 1 : x == high && low < high ? 0.5 : 0;

    public static double RemainderByDivisor(double x, double y) => -Math.Truncate(x / y);

    private const double Ln2 = 0.69314718055994530942;
    private const double Ln10 = 2.30258509299404568402;
}
