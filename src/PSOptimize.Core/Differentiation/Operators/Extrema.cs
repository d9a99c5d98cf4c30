using System.Runtime.CompilerServices;

namespace PSOptimize.Differentiation;

/// <summary>
/// Maximum and minimum as calls that the just-in-time compiler does not fold: with a constant zero as one operand its own code for
/// <see cref="Math.Max(double, double)"/> and <see cref="Math.Min(double, double)"/> does not tell 0 from -0.
/// </summary>
internal static class Extrema
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Max(double x, double y) => Math.Max(x, y);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Min(double x, double y) => Math.Min(x, y);
}
