using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSOptimize.Differentiation;

/// <summary>What compiled code calls to read the point and captured arrays and to write the gradient.</summary>
internal static class SeriesAccess
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfPoint(ReadOnlySpan<double> point, int index) =>
        (uint)index < (uint)point.Length ? point[index] : throw PastTheEnd(index, point.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfArray(double[] array, int index) =>
        (uint)index < (uint)array.Length ? array[index] : throw PastTheEnd(index, array.Length);

    public static int LengthOfPoint(ReadOnlySpan<double> point) => point.Length;

    public static ReadOnlySpan<double> AsSpan(double[] array) => array;

    /// <summary>Unchecked: the index has been checked against the same series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfPointWithin(ReadOnlySpan<double> point, int index) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(point), (nint)(uint)index);

    /// <summary>Unchecked: the element has been read, and the gradient is as long as the point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pull(Span<double> gradient, int index, double adjoint) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(gradient), (nint)(uint)index) += adjoint;

    public static void Require(bool condition, string message)
    {
        if (!condition)
            throw new EvaluationException(message);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EvaluationException PastTheEnd(long index, int length) => new(
        string.Create(CultureInfo.InvariantCulture, $"Index {index} is outside an array of {length} elements."));
}
