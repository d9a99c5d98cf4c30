namespace PSOptimize.Differentiation;

/// <summary>
/// Partial derivatives of the functions of <see cref="Derivatives"/>, as far as they are more than one operation. Most follow from the
/// slope, which is known: that of the arc sine, for example, is s = 1/√(1 − x²) and has the derivative x·s³.
/// </summary>
internal static class SecondDerivatives
{
    /// <summary>For the arc sine and the arc cosine.</summary>
    public static double Asin(double x, double slope) => x * slope * slope * slope;

    /// <summary>For the inverse hyperbolic sine and cosine.</summary>
    public static double Asinh(double x, double slope) => -x * slope * slope * slope;

    public static double Atan(double x, double slope) => -2 * x * slope * slope;

    public static double Atanh(double x, double slope) => 2 * x * slope * slope;

    /// <summary>For slopes that are inversely proportional: of logarithms to the number, of the square root to the root.</summary>
    public static double Inverse(double x, double slope) => -slope / x;

    /// <summary>For slopes that are inversely proportional to the square: of the cube root to the root.</summary>
    public static double InverseSquare(double x, double slope) => -2 * slope / x;

    public static double Tan(double value) => 2 * value;

    public static double Tanh(double x, double slope) => -2 * Math.Tanh(x) * slope;

    /// <summary>The slope of logₐ x to x, by a.</summary>
    public static double LogBase(double newBase, double slope) => -slope / (newBase * Math.Log(newBase));

    /// <summary>The slope of logₐ x to a, by the value.</summary>
    public static double LogBaseByValue(double newBase) => -1 / (newBase * Math.Log(newBase));

    /// <summary>The slope of logₐ x to a, by a.</summary>
    public static double LogBaseByBase(double newBase, double slope) =>
        -slope * (1 + Math.Log(newBase)) / (newBase * Math.Log(newBase));

    public static double Pow(double x, double exponent) => exponent switch
    {
        0 or 1 => 0,
        2 => 2,
        3 => 6 * x,
        _ => exponent * (exponent - 1) * Math.Pow(x, exponent - 2),
    };

    /// <summary>The slope of the power to x, by the exponent. Where x^(p − 1) is zero, so is its product with the logarithm.</summary>
    public static double PowByExponent(double x, double exponent)
    {
        var power = Math.Pow(x, exponent - 1);
        return power == 0 ? 0 : power * (1 + exponent * Math.Log(x));
    }

    // With the slopes u = x/r² and w = −y/r² of the angle to y and to x: both second derivatives are 2uw but for the sign,
    // and the mixed one is w² − u².
    public static double Atan2Mixed(double byY, double byX) => (byX - byY) * (byX + byY);

    public static double Atan2Pure(double byY, double byX) => 2 * byY * byX;
}
