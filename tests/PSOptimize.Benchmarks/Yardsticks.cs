using System.Runtime.InteropServices;

namespace PSOptimize.Benchmarks;

/// <summary>The references for a step of Adam: hand-written loops, and copies of the same number of bytes.</summary>
internal static class Yardsticks
{
    public sealed class Buffers(int n)
    {
        public readonly double[] Point = New(n, 1), Gradient = New(n, 0.5), First = New(n, 0), Second = New(n, 0);
        public readonly double[] Source = New(n * 4, 1), Target = New(n * 4, 0);

        private static double[] New(int length, double value)
        {
            var array = new double[length];
            Array.Fill(array, value);
            return array;
        }
    }

    public static void Scalar(Buffers b, long t)
    {
        var (c1, c2) = (1 - Math.Pow(0.9, t), 1 - Math.Pow(0.999, t));
        for (var i = 0; i < b.Point.Length; i++)
        {
            var g = b.Gradient[i];
            var m = b.First[i] = 0.9 * b.First[i] + 0.1 * g;
            var v = b.Second[i] = 0.999 * b.Second[i] + 0.001 * g * g;
            b.Point[i] -= 0.001 * (m / c1) / (Math.Sqrt(v / c2) + 1e-8);
        }
    }

    /// <summary>Adam as one hand-written SIMD loop, in place, with folded constants.</summary>
    public static void Fused(Buffers b, long t)
    {
        var root = Math.Sqrt(1 - Math.Pow(0.999, t));
        var rate = Simd.Create(-0.001 * root / (1 - Math.Pow(0.9, t)));
        var epsilon = Simd.Create(1e-8 * root);
        var (beta1, share1, beta2, share2) = (Simd.Create(0.9), Simd.Create(0.1), Simd.Create(0.999), Simd.Create(0.001));
        ref var x = ref MemoryMarshal.GetArrayDataReference(b.Point);
        ref var g = ref MemoryMarshal.GetArrayDataReference(b.Gradient);
        ref var m = ref MemoryMarshal.GetArrayDataReference(b.First);
        ref var v = ref MemoryMarshal.GetArrayDataReference(b.Second);
        for (nuint i = 0; i < (nuint)b.Point.Length; i += (nuint)Lanes.Count)
        {
            var gradient = Simd.LoadUnsafe(ref g, i);
            var first = Simd.MultiplyAddEstimate(gradient, share1, Simd.LoadUnsafe(ref m, i) * beta1);
            var second = Simd.MultiplyAddEstimate(gradient * share2, gradient, Simd.LoadUnsafe(ref v, i) * beta2);
            Simd.StoreUnsafe(first, ref m, i);
            Simd.StoreUnsafe(second, ref v, i);
            var point = Simd.MultiplyAddEstimate(first / (Simd.Sqrt(second) + epsilon), rate, Simd.LoadUnsafe(ref x, i));
            Simd.StoreUnsafe(point, ref x, i);
        }
    }

    /// <summary>A copy that reads and writes the given number of bytes per element in total, or one of N equal parts of it.</summary>
    public static void Copy(Buffers b, int bytesPerElement, int part = 0, int parts = 1)
    {
        var length = (int)((long)b.Point.Length * bytesPerElement / 16 / parts);
        b.Source.AsSpan(part * length, length).CopyTo(b.Target.AsSpan(part * length));
    }
}
