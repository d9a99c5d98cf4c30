using PSOptimize.Vectors;

namespace PSOptimize.Differentiation;

/// <summary>Gradients from values alone.</summary>
/// <remarks>
/// The steps balance truncation against rounding (Nocedal and Wright 2006, "Numerical Optimization", §8.1): the cube root of
/// the machine epsilon for central, the square root for forward differences, scaled by max(1, |xᵢ|) whatever the sign of xᵢ.
/// The step really taken is measured after rounding, so that xᵢ + h and xᵢ − h are exact.
/// </remarks>
public static class FiniteDifferences
{
    private static readonly double CentralStep = Math.Cbrt(double.BitIncrement(1) - 1);
    private static readonly double ForwardStep = Math.Sqrt(double.BitIncrement(1) - 1);

    /// <summary>The central difference <c>(f(x + hᵢeᵢ) − f(x − hᵢeᵢ)) / 2hᵢ</c> in each coordinate: 2n evaluations.</summary>
    /// <param name="function">Called with a vector that is valid during the call only.</param>
    /// <param name="point">Of n coordinates.</param>
    public static Vector Central(Func<Vector, double> function, Vector point)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(point);
        var gradient = Vector.Allocate(point.Count);
        Central(function, point, gradient.Writable);
        return gradient;
    }

    /// <summary>The forward difference <c>(f(x + hᵢeᵢ) − f(x)) / hᵢ</c> in each coordinate: n evaluations.</summary>
    /// <param name="function">Called with a vector that is valid during the call only.</param>
    /// <param name="point">Of n coordinates.</param>
    /// <param name="value">f at the point.</param>
    public static Vector Forward(Func<Vector, double> function, Vector point, double value)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(point);
        var gradient = Vector.Allocate(point.Count);
        Forward(function, point, value, gradient.Writable);
        return gradient;
    }

    internal static void Central(Func<Vector, double> function, Vector point, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            var h = CentralStep * Math.Max(1, Math.Abs(point[i]));
            double above = point[i] + h, below = point[i] - h;
            gradient[i] = (function(point.WithElement(i, above)) - function(point.WithElement(i, below))) / (above - below);
        }
    }

    internal static void Forward(Func<Vector, double> function, Vector point, double value, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            var above = point[i] + ForwardStep * Math.Max(1, Math.Abs(point[i]));
            gradient[i] = (function(point.WithElement(i, above)) - value) / (above - point[i]);
        }
    }
}
