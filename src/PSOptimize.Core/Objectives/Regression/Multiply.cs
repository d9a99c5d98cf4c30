using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PSOptimize.Differentiation;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The two matrix products of a network, for small weight matrices and data stored by columns. The data rows run along the SIMD registers,
/// so that the time per unit does not depend on the number of units.
/// </summary>
internal static class Multiply
{
    private const long LargeMatrix = 1 << 14;

    /// <summary>The number of data rows must be a multiple of this.</summary>
    public static int Columns => 2 * Lanes.Count;

    /// <summary>
    /// <c>C[i, j] = biasᵢ + Σₖ A[i, k]·B[k, j]</c> for j below <paramref name="width"/>. A[i, k] is read at <c>i·aRow + k·aColumn</c>, so
    /// that swapping the two strides transposes A. The bias may be empty.
    /// </summary>
    public static void Weights(
        ReadOnlySpan<double> a, int aRow, int aColumn, ReadOnlySpan<double> bias,
        ReadOnlySpan<double> b, int bStride, Span<double> c, int rows, int inner, int width)
    {
        Check(a.Length, (rows - 1) * aRow + (inner - 1) * aColumn + 1);
        Check(b.Length, (inner - 1) * bStride + width);
        Check(c.Length, rows * width);
        ref var a0 = ref MemoryMarshal.GetReference(a);
        ref var b0 = ref MemoryMarshal.GetReference(b);
        ref var c0 = ref MemoryMarshal.GetReference(c);
        var lanes = Lanes.Count;
        var interruption = Watched(rows, inner);
        for (var j = 0; j < width; j += 2 * lanes)
        {
            interruption?.ThrowIfRequested();
            var i = 0;
            for (; i + 4 <= rows; i += 4)
            {
                Lanes s00 = Start(bias, i), s01 = s00, s10 = Start(bias, i + 1), s11 = s10;
                Lanes s20 = Start(bias, i + 2), s21 = s20, s30 = Start(bias, i + 3), s31 = s30;
                ref var left = ref Unsafe.Add(ref a0, i * aRow);
                ref var right = ref Unsafe.Add(ref b0, j);
                for (var k = 0; k < inner; k++)
                {
                    var x0 = Simd.LoadUnsafe(ref right);
                    var x1 = Simd.LoadUnsafe(ref right, (nuint)lanes);
                    var w = Simd.Create(left);
                    s00 = Simd.FusedMultiplyAdd(w, x0, s00);
                    s01 = Simd.FusedMultiplyAdd(w, x1, s01);
                    w = Simd.Create(Unsafe.Add(ref left, aRow));
                    s10 = Simd.FusedMultiplyAdd(w, x0, s10);
                    s11 = Simd.FusedMultiplyAdd(w, x1, s11);
                    w = Simd.Create(Unsafe.Add(ref left, 2 * aRow));
                    s20 = Simd.FusedMultiplyAdd(w, x0, s20);
                    s21 = Simd.FusedMultiplyAdd(w, x1, s21);
                    w = Simd.Create(Unsafe.Add(ref left, 3 * aRow));
                    s30 = Simd.FusedMultiplyAdd(w, x0, s30);
                    s31 = Simd.FusedMultiplyAdd(w, x1, s31);
                    left = ref Unsafe.Add(ref left, aColumn);
                    right = ref Unsafe.Add(ref right, bStride);
                }
                Store(ref c0, i * width + j, s00, s01);
                Store(ref c0, (i + 1) * width + j, s10, s11);
                Store(ref c0, (i + 2) * width + j, s20, s21);
                Store(ref c0, (i + 3) * width + j, s30, s31);
            }
            for (; i < rows; i++)
            {
                Lanes s0 = Start(bias, i), s1 = s0;
                for (var k = 0; k < inner; k++)
                {
                    var w = Simd.Create(Unsafe.Add(ref a0, i * aRow + k * aColumn));
                    ref var right = ref Unsafe.Add(ref b0, k * bStride + j);
                    s0 = Simd.FusedMultiplyAdd(w, Simd.LoadUnsafe(ref right), s0);
                    s1 = Simd.FusedMultiplyAdd(w, Simd.LoadUnsafe(ref right, (nuint)lanes), s1);
                }
                Store(ref c0, i * width + j, s0, s1);
            }
        }
    }

    /// <summary><c>C[i, j] += Σₖ A[i, k]·B[j, k]</c> with k over the data rows, below <paramref name="width"/>.</summary>
    public static void Rows(
        ReadOnlySpan<double> a, int aStride, ReadOnlySpan<double> b, int bStride, Span<double> c, int rows, int columns, int width)
    {
        Check(a.Length, (rows - 1) * aStride + width);
        Check(b.Length, (columns - 1) * bStride + width);
        Check(c.Length, rows * columns);
        ref var a0 = ref MemoryMarshal.GetReference(a);
        ref var b0 = ref MemoryMarshal.GetReference(b);
        var lanes = Lanes.Count;
        var interruption = Watched(rows, columns);
        var i = 0;
        for (; i + 2 <= rows; i += 2)
        {
            interruption?.ThrowIfRequested();
            var j = 0;
            for (; j + 4 <= columns; j += 4)
            {
                Lanes s00 = default, s01 = default, s02 = default, s03 = default;
                Lanes s10 = default, s11 = default, s12 = default, s13 = default;
                ref var p = ref Unsafe.Add(ref a0, i * aStride);
                ref var q = ref Unsafe.Add(ref b0, j * bStride);
                for (var k = 0; k < width; k += lanes)
                {
                    var x0 = Simd.LoadUnsafe(ref p, (nuint)k);
                    var x1 = Simd.LoadUnsafe(ref p, (nuint)(aStride + k));
                    var y = Simd.LoadUnsafe(ref q, (nuint)k);
                    s00 = Simd.FusedMultiplyAdd(x0, y, s00);
                    s10 = Simd.FusedMultiplyAdd(x1, y, s10);
                    y = Simd.LoadUnsafe(ref q, (nuint)(bStride + k));
                    s01 = Simd.FusedMultiplyAdd(x0, y, s01);
                    s11 = Simd.FusedMultiplyAdd(x1, y, s11);
                    y = Simd.LoadUnsafe(ref q, (nuint)(2 * bStride + k));
                    s02 = Simd.FusedMultiplyAdd(x0, y, s02);
                    s12 = Simd.FusedMultiplyAdd(x1, y, s12);
                    y = Simd.LoadUnsafe(ref q, (nuint)(3 * bStride + k));
                    s03 = Simd.FusedMultiplyAdd(x0, y, s03);
                    s13 = Simd.FusedMultiplyAdd(x1, y, s13);
                }
                Add(c, i * columns + j, s00, s01, s02, s03);
                Add(c, (i + 1) * columns + j, s10, s11, s12, s13);
            }
            for (; j < columns; j++)
            {
                c[i * columns + j] += Dot(ref a0, i * aStride, ref b0, j * bStride, width);
                c[(i + 1) * columns + j] += Dot(ref a0, (i + 1) * aStride, ref b0, j * bStride, width);
            }
        }
        for (; i < rows; i++)
            for (var j = 0; j < columns; j++)
                c[i * columns + j] += Dot(ref a0, i * aStride, ref b0, j * bStride, width);
    }

    /// <summary>What ends products of large matrices early; null for small ones, which do not last.</summary>
    private static Interruption? Watched(int rows, int columns) => rows * (long)columns < LargeMatrix ? null : Interruption.Current;

    private static double Dot(ref double a, int aStart, ref double b, int bStart, int width)
    {
        Lanes s0 = default, s1 = default;
        for (var k = 0; k < width; k += 2 * Lanes.Count)
        {
            s0 = Simd.FusedMultiplyAdd(Simd.LoadUnsafe(ref a, (nuint)(aStart + k)), Simd.LoadUnsafe(ref b, (nuint)(bStart + k)), s0);
            var next = k + Lanes.Count;
            s1 = Simd.FusedMultiplyAdd(
                Simd.LoadUnsafe(ref a, (nuint)(aStart + next)), Simd.LoadUnsafe(ref b, (nuint)(bStart + next)), s1);
        }
        return Simd.Sum(s0 + s1);
    }

    private static Lanes Start(ReadOnlySpan<double> bias, int row) => bias.IsEmpty ? default : Simd.Create(bias[row]);

    private static void Store(ref double c, int at, Lanes first, Lanes second)
    {
        Simd.StoreUnsafe(first, ref c, (nuint)at);
        Simd.StoreUnsafe(second, ref c, (nuint)(at + Lanes.Count));
    }

    private static void Add(Span<double> c, int at, Lanes s0, Lanes s1, Lanes s2, Lanes s3)
    {
        c[at] += Simd.Sum(s0);
        c[at + 1] += Simd.Sum(s1);
        c[at + 2] += Simd.Sum(s2);
        c[at + 3] += Simd.Sum(s3);
    }

    // The kernels bypass the bounds checks of spans, so bounds are checked once here.
    private static void Check(int length, int needed)
    {
        if (length < needed) throw new InvalidOperationException($"A matrix needs {needed} numbers; {length} were given.");
    }
}
