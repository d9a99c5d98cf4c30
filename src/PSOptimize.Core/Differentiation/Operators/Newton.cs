namespace PSOptimize.Differentiation;

/// <summary>Functions whose values are those of an operand and whose derivatives are others.</summary>
internal static class Newton
{
    public static double Fixed(double x) => x;

    /// <summary>A step of Newton's method from a root.</summary>
    public static double Step(double x, double residual, double slope) => x;
}
