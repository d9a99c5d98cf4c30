using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.LeastSquares;

/// <summary>
/// The singular values of a small matrix, <c>A = U S Vᵀ</c>, by rotations of pairs of its columns. Values that are rounding beside the
/// largest one are left out, so what is computed with the rest is of the shortest solutions.
/// </summary>
/// <remarks>
/// Hestenes 1958, "Inversion of matrices by biorthogonalization and related results"; small values of a matrix with columns of different
/// lengths are accurate too (Demmel and Veselić 1992, "Jacobi's method is more accurate than QR").
/// </remarks>
internal sealed class SingularValues
{
    private const double Rounding = 1e-14;
    private const double Epsilon = 2.2e-16;
    private const int MostSweeps = 60;

    private readonly List<(double Value, double[] Left, double[] Right)> _parts = [];

    /// <summary>The decomposition of a matrix, whose columns are overwritten.</summary>
    /// <param name="columns">The columns of the matrix, all of the same length.</param>
    public SingularValues(double[][] columns)
    {
        var count = columns.Length;
        var right = new double[count][];
        for (var j = 0; j < count; j++) (right[j] = new double[count])[j] = 1;
        double[] squares = [.. columns.Select(column => TensorPrimitives.SumOfSquares<double>(column))];
        var turned = true;
        for (var sweep = 0; turned && sweep < MostSweeps; sweep++)
        {
            turned = false;
            for (var i = 0; i < count; i++)
            {
                Interruption.Current.ThrowIfRequested();
                for (var j = i + 1; j < count; j++) turned |= MakeOrthogonal(columns, right, squares, i, j);
            }
        }
        double[] values = [.. columns.Select(column => TensorPrimitives.Norm<double>(column))];
        var largest = values.DefaultIfEmpty().Max();
        for (var j = 0; j < count; j++)
        {
            if (!(values[j] > Rounding * largest)) continue;
            TensorPrimitives.Divide(columns[j], values[j], columns[j]);
            _parts.Add((values[j], columns[j], right[j]));
        }
    }

    /// <summary>The length of what of a vector lies in the range of the matrix.</summary>
    public double LengthInRange(double[] vector) => Math.Sqrt(_parts.Sum(part => Math.Pow(TensorPrimitives.Dot(part.Left, vector), 2)));

    /// <summary>
    /// The y that minimises <c>‖Ay + b‖</c> within <c>‖y‖ ≤ Δ</c>, to a tenth of Δ; the shortest one if several do.
    /// </summary>
    /// <param name="vector">b.</param>
    /// <param name="radius">Δ ≥ 0.</param>
    /// <remarks>
    /// If the shortest minimiser is too long, <c>y = −(AᵀA + λI)⁻¹Aᵀb</c> with a λ that Newton's method finds on <c>1/‖y(λ)‖ = 1/Δ</c>,
    /// between bounds (Hebden 1973; Moré 1978, §5).
    /// </remarks>
    public double[] Solve(double[] vector, double radius)
    {
        double[] along = [.. _parts.Select(part => -TensorPrimitives.Dot(part.Left, vector))];
        // All lengths in units of Δ, whose square may vanish.
        var (damping, lower, upper) = (radius > 0 ? 0.0 : double.PositiveInfinity, 0.0, double.PositiveInfinity);
        for (var iteration = 0; radius > 0 && iteration < 40; iteration++)
        {
            var (squares, slope) = (0.0, 0.0);
            for (var k = 0; k < along.Length; k++)
            {
                var value = _parts[k].Value;
                var square = Math.Pow(value * (along[k] / radius) / (value * value + damping), 2);
                squares += square;
                slope += square / (value * value + damping);
            }
            var excess = Math.Sqrt(squares) - 1;
            if (Math.Abs(excess) <= 0.1 || (excess <= 0 && damping == 0)) break;
            if (damping == 0) upper = LinearModel.Norm([.. along.Select((b, k) => _parts[k].Value * b)]) / radius;
            if (excess > 0) lower = Math.Max(lower, damping);
            else upper = Math.Min(upper, damping);
            damping += excess * squares / slope;
            if (!(damping > lower && damping < upper)) damping = Math.Max(1e-3 * upper, Math.Sqrt(lower) * Math.Sqrt(upper));
        }
        return Sum(k => _parts[k].Value * along[k] / (_parts[k].Value * _parts[k].Value + damping));
    }

    /// <summary>The shortest y that minimises <c>‖Ay + b‖</c>, cut to a length of at most Δ.</summary>
    /// <param name="vector">b.</param>
    /// <param name="radius">Δ ≥ 0.</param>
    public double[] Shortened(double[] vector, double radius)
    {
        var whole = Whole(vector);
        var length = LinearModel.Norm(whole);
        if (length > radius) TensorPrimitives.Multiply(whole, radius / length, whole);
        return whole;
    }

    /// <summary>
    /// Where the way from 0 over the minimum of <c>‖Ay + b‖</c> along its steepest descent to its shortest minimiser reaches ‖y‖ = Δ.
    /// </summary>
    /// <param name="vector">b.</param>
    /// <param name="radius">Δ ≥ 0.</param>
    public double[] Dogleg(double[] vector, double radius)
    {
        var whole = Whole(vector);
        if (LinearModel.Norm(whole) <= radius) return whole;
        // Along the singular vectors, divided by the largest of them, so that no square overflows.
        var largest = _parts.Max(part => part.Value);
        double[] downhill = [.. _parts.Select(part => -part.Value / largest * TensorPrimitives.Dot(part.Left, vector))];
        var length = LinearModel.Norm(downhill);
        var stretched = LinearModel.Norm([.. downhill.Select((slope, k) => _parts[k].Value / largest * slope)]);
        var share = length / stretched * (length / stretched) / largest;
        if (!(share * length < radius)) return Sum(k => downhill[k] / length * radius);
        var corner = Sum(k => share * downhill[k]);
        var way = new double[whole.Length];
        TensorPrimitives.Subtract(whole, corner, way);
        // The root of ‖corner + t·way‖ = Δ, in units of Δ.
        TensorPrimitives.Divide(corner, radius, corner);
        TensorPrimitives.Divide(way, radius, way);
        var (square, along) = (TensorPrimitives.SumOfSquares<double>(way), TensorPrimitives.Dot<double>(corner, way));
        var missing = 1 - TensorPrimitives.SumOfSquares<double>(corner);
        TensorPrimitives.MultiplyAdd(way, missing / (along + Math.Sqrt(along * along + square * missing)), corner, corner);
        TensorPrimitives.Multiply(corner, radius, corner);
        return corner;
    }

    private double[] Whole(double[] vector) => Sum(k => -TensorPrimitives.Dot(_parts[k].Left, vector) / _parts[k].Value);

    /// <summary>A sum of the right singular vectors.</summary>
    private double[] Sum(Func<int, double> weight)
    {
        var result = new double[_parts.Count == 0 ? 0 : _parts[0].Right.Length];
        for (var k = 0; k < _parts.Count; k++) TensorPrimitives.MultiplyAdd(_parts[k].Right, weight(k), result, result);
        return result;
    }

    /// <summary>Turns two columns in their plane so that they are orthogonal; false if they were.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    private static bool MakeOrthogonal(double[][] columns, double[][] right, double[] squares, int i, int j)
    {
        var (first, second) = (columns[i], columns[j]);
        var product = TensorPrimitives.Dot<double>(first, second);
        if (!(Math.Abs(product) > Epsilon * Math.Sqrt(squares[i]) * Math.Sqrt(squares[j]))) return false;
        var zeta = (squares[j] - squares[i]) / (2 * product);
        var tangent = (zeta < 0 ? -1 : 1) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta));
        var cosine = 1 / Math.Sqrt(1 + tangent * tangent);
        Turn(first, second, cosine, cosine * tangent);
        Turn(right[i], right[j], cosine, cosine * tangent);
        squares[i] = TensorPrimitives.SumOfSquares<double>(first);
        squares[j] = TensorPrimitives.SumOfSquares<double>(second);
        return true;
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private static void Turn(double[] first, double[] second, double cosine, double sine)
    {
        var k = 0;
        for (; k <= first.Length - Lanes.Count; k += Lanes.Count)
        {
            var (a, b) = (Simd.LoadUnsafe(ref first[k]), Simd.LoadUnsafe(ref second[k]));
            (cosine * a - sine * b).StoreUnsafe(ref first[k]);
            (sine * a + cosine * b).StoreUnsafe(ref second[k]);
        }
        for (; k < first.Length; k++)
        {
            var (a, b) = (first[k], second[k]);
            (first[k], second[k]) = (cosine * a - sine * b, sine * a + cosine * b);
        }
    }
}
