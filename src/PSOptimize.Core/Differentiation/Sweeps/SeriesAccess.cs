using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSOptimize.Differentiation;

/// <summary>What compiled code calls to read the point and captured arrays and to write the gradient.</summary>
internal static class SeriesAccess
{
    private static double[] _zeros = [];

    [Linear, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfPoint(ReadOnlySpan<double> point, int index) =>
        (uint)index < (uint)point.Length ? point[index] : throw PastTheEnd(index, point.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfArray(double[] array, int index) =>
        (uint)index < (uint)array.Length ? array[index] : throw PastTheEnd(index, array.Length);

    public static int LengthOfPoint(ReadOnlySpan<double> point) => point.Length;

    public static ReadOnlySpan<double> AsSpan(double[] array) => array;

    /// <summary>As many zeros as the series has elements: the tangents of constants.</summary>
    public static ReadOnlySpan<double> ZerosLike(ReadOnlySpan<double> constants)
    {
        var zeros = _zeros;
        if (zeros.Length < constants.Length)
            _zeros = zeros = new double[constants.Length];
        return zeros.AsSpan(0, constants.Length);
    }

    /// <summary>Unchecked: the index has been checked against the same series.</summary>
    [Linear, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfPointWithin(ReadOnlySpan<double> point, int index) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(point), (nint)(uint)index);

    /// <summary>Unchecked: the element has been read, and the gradient is as long as the point.</summary>
    [Linear, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pull(Span<double> gradient, int index, double adjoint) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(gradient), (nint)(uint)index) += adjoint;

    /// <summary>One of several directions at a point.</summary>
    public static ReadOnlySpan<double> Direction(ReadOnlySpan<double> directions, ReadOnlySpan<double> point, int index) =>
        directions.Slice(index * point.Length, point.Length);

    /// <summary>The derivatives of an output along one of several directions.</summary>
    public static Span<double> Product(Span<double> products, Span<double> output, int index) =>
        products.Slice(index * output.Length, output.Length);

    [Linear]
    public static void Store(Span<double> results, int index, double value) => results[index] = value;

    public static void Require(bool condition, string message)
    {
        if (!condition)
            throw new EvaluationException(message);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EvaluationException PastTheEnd(long index, int length) => new(
        string.Create(CultureInfo.InvariantCulture, $"Index {index} is outside an array of {length} elements."));
}
