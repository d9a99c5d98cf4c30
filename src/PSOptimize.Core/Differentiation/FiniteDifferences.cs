using PSOptimize.Vectors;

namespace PSOptimize.Differentiation;

/// <summary>Gradients and Jacobians from values alone, and Hessian products from gradients.</summary>
/// <remarks>
/// The steps balance truncation against rounding (J. Nocedal and S. Wright, Numerical Optimization, 2nd edition, Springer 2006, §8.1):
/// the cube root of the machine epsilon for central, the square root for forward differences. Along a coordinate they are scaled by
/// max(1, |xᵢ|) whatever the sign of xᵢ, and the step actually taken is measured after rounding, so that xᵢ + h and xᵢ − h are exact.
/// </remarks>
public static class FiniteDifferences
{
    private static readonly double CentralStep = Math.Cbrt(double.BitIncrement(1) - 1);
    private static readonly double ForwardStep = Math.Sqrt(double.BitIncrement(1) - 1);

    /// <summary>The gradient by central differences <c>(f(x + hᵢeᵢ) − f(x − hᵢeᵢ)) / 2hᵢ</c>: 2n evaluations, error of order h².</summary>
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

    /// <summary>The gradient by forward differences <c>(f(x + hᵢeᵢ) − f(x)) / hᵢ</c>: n evaluations, error of order h.</summary>
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

    /// <summary>The Jacobian by central differences <c>(r(x + hᵢeᵢ) − r(x − hᵢeᵢ)) / 2hᵢ</c>: 2n evaluations, error of order h².</summary>
    /// <param name="function">A function r with m results, the same number everywhere, such as the residuals of a model.</param>
    /// <param name="point">Of n coordinates.</param>
    /// <returns>The m·n derivatives, row by row: the gradient of one result after the other.</returns>
    /// <exception cref="ArgumentException">The number of results differs from evaluation to evaluation.</exception>
    public static Vector CentralJacobian(Func<Vector, Vector> function, Vector point)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(point);
        return Jacobian(point, i =>
        {
            var (below, above) = Around(point[i]);
            return (function(point.WithElement(i, above)) - function(point.WithElement(i, below))) / (above - below);
        });
    }

    /// <summary>The Jacobian by forward differences <c>(r(x + hᵢeᵢ) − r(x)) / hᵢ</c>: n evaluations, error of order h.</summary>
    /// <param name="function">A function r with m results, the same number everywhere, such as the residuals of a model.</param>
    /// <param name="point">Of n coordinates.</param>
    /// <param name="values">r at the point.</param>
    /// <returns>The m·n derivatives, row by row: the gradient of one result after the other.</returns>
    /// <exception cref="ArgumentException">The number of results differs from evaluation to evaluation.</exception>
    public static Vector ForwardJacobian(Func<Vector, Vector> function, Vector point, Vector values)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(values);
        return Jacobian(point, i =>
        {
            var above = Above(point[i]);
            return (function(point.WithElement(i, above)) - values) / (above - point[i]);
        });
    }

    /// <summary>
    /// The product of the Hessian with a direction by the central difference <c>(g(x + hv) − g(x − hv)) / 2h</c> of the gradient along
    /// it: 2 evaluations, error of order h².
    /// </summary>
    /// <remarks>
    /// The step is h = ∛ε·(1 + ‖x‖)/‖v‖: relative to the point, whatever the length of the direction (N. Andrei, Accelerated conjugate
    /// gradient algorithm with finite difference Hessian/vector product approximation for unconstrained optimization, Journal of
    /// Computational and Applied Mathematics 230, 2009, with the cube root that central differences want).
    /// </remarks>
    /// <param name="gradient">The gradient g as a function of the point.</param>
    /// <param name="point">The point x, of n coordinates.</param>
    /// <param name="direction">The direction v, of n coordinates; for 0 the product is 0 without an evaluation.</param>
    /// <exception cref="ArgumentException">The vectors have different numbers of elements.</exception>
    public static Vector HessianProduct(Func<Vector, Vector> gradient, Vector point, Vector direction)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(direction);
        if (direction.Count != point.Count)
            throw new ArgumentException($"The direction has {direction.Count} elements for {point.Count} coordinates.", nameof(direction));
        var length = direction.Norm();
        if (length == 0) return Vector.Zero(point.Count);
        var h = CentralStep * (1 + point.Norm()) / length;
        var step = h * direction;
        return (gradient(point + step) - gradient(point - step)) / (2 * h);
    }

    internal static void Central(Func<Vector, double> function, Vector point, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            var (below, above) = Around(point[i]);
            gradient[i] = (function(point.WithElement(i, above)) - function(point.WithElement(i, below))) / (above - below);
        }
    }

    internal static void Forward(Func<Vector, double> function, Vector point, double value, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            var above = Above(point[i]);
            gradient[i] = (function(point.WithElement(i, above)) - value) / (above - point[i]);
        }
    }

    private static (double Below, double Above) Around(double x)
    {
        var h = CentralStep * Math.Max(1, Math.Abs(x));
        return (x - h, x + h);
    }

    private static double Above(double x) => x + ForwardStep * Math.Max(1, Math.Abs(x));

    private static Vector Jacobian(Vector point, Func<int, Vector> column)
    {
        var columns = Enumerable.Range(0, point.Count).Select(column).ToArray();
        var results = columns.Length == 0 ? 0 : columns[0].Count;
        if (columns.FirstOrDefault(other => other.Count != results) is { } odd)
            throw new ArgumentException($"The function gave {results} results, then {odd.Count}.", nameof(column));
        return Vector.Init(results * columns.Length, k => columns[k % columns.Length][k / columns.Length]);
    }
}
