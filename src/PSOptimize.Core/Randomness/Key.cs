using System.Numerics;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Randomness;

/// <summary>
/// The key of a random stream: a value from which draws follow as a pure function. The same key always gives the same draws, on every
/// thread and in every version; new draws need a new key, made by <see cref="Fold"/> or <see cref="Split"/>.
/// </summary>
/// <remarks>
/// The bits come from the counter-based generator Threefry-2x64 with 20 rounds (Salmon, Moraes, Dror and Shaw 2011,
/// "Parallel random numbers: as easy as 1, 2, 3", §4.1): draw <c>i</c> of a key encrypts the counter <c>i</c> under that key.
/// </remarks>
/// <param name="High">The first word of the key.</param>
/// <param name="Low">The second word of the key.</param>
public readonly record struct Key(ulong High, ulong Low)
{
    // Draws use the counters (i, Draws) and derived keys the counters (i, Keys), so the two never coincide.
    private const ulong Draws = 0;
    private const ulong Keys = 1;

    /// <summary>The key of a seed.</summary>
    /// <param name="seed">Any number; different seeds give different keys.</param>
    public static Key FromSeed(long seed) => new(0x9E3779B97F4A7C15, unchecked((ulong)seed));

    /// <summary>
    /// A key derived from this one and a number, such as a step or an epoch; independent of this key's draws and of its other folds.
    /// </summary>
    /// <param name="data">Any number.</param>
    public Key Fold(long data)
    {
        var (high, low) = Encrypt(unchecked((ulong)data), Keys);
        return new Key(high, low);
    }

    /// <summary><paramref name="count"/> independent keys: the folds of 0, 1, …, count − 1.</summary>
    /// <param name="count">At least 0.</param>
    public Key[] Split(int count)
    {
        var parent = this;
        return [.. Enumerable.Range(0, count).Select(i => parent.Fold(i))];
    }

    /// <summary>The draw of an index as 64 uniform bits.</summary>
    /// <param name="index">From 0.</param>
    public ulong Bits(long index)
    {
        var (even, odd) = Encrypt(unchecked((ulong)index) >> 1, Draws);
        return (index & 1) == 0 ? even : odd;
    }

    /// <summary>The draw of an index as a double, uniform in [0, 1) in steps of 2⁻⁵³.</summary>
    /// <param name="index">From 0.</param>
    public double Uniform(long index = 0) => Unit(Bits(index));

    /// <summary>A vector of uniform draws in [0, 1).</summary>
    /// <param name="count">At least 0.</param>
    public Vector Uniforms(int count)
    {
        var result = Vector.Allocate(count);
        FillUniform(result.Writable);
        return result;
    }

    /// <summary>A vector of standard normal draws (mean 0, variance 1).</summary>
    /// <param name="count">At least 0.</param>
    /// <remarks>Box and Muller 1958, "A note on the generation of random normal deviates", eq. 1.</remarks>
    public Vector Normals(int count)
    {
        var result = Vector.Allocate(count);
        FillNormal(result.Writable);
        return result;
    }

    /// <summary>A point drawn uniformly from the unit sphere (Muller 1959): a normal vector divided by its norm.</summary>
    /// <param name="dimension">At least 1.</param>
    public Vector Direction(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        var normals = Normals(dimension);
        var norm = normals.Norm();
        return norm > 0 ? normals / norm : Fold(0).Direction(dimension);
    }

    /// <summary>The draw of an index as an integer, uniform from 0 to <paramref name="bound"/> − 1.</summary>
    /// <param name="bound">At least 1.</param>
    /// <param name="index">From 0.</param>
    /// <remarks>The high word of a 64 × 64-bit product; the bias is below bound/2⁶⁴.</remarks>
    public int Integer(int bound, long index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(Bits(index), (ulong)bound, out _);
    }

    /// <summary>A uniformly random permutation of 0, 1, …, count − 1 (Fisher and Yates 1938; Durstenfeld 1964, algorithm 235).</summary>
    /// <param name="count">At least 0.</param>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = count - 1; i > 0; i--)
        {
            var j = Integer(i + 1, i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    internal void FillUniform(Span<double> span)
    {
        for (var i = 0; i < span.Length; i += 2)
        {
            var (first, second) = Pair(i);
            span[i] = first;
            if (i + 1 < span.Length) span[i + 1] = second;
        }
    }

    internal void FillNormal(Span<double> span)
    {
        for (var i = 0; i < span.Length; i += 2)
        {
            var (first, second) = Pair(i);
            // 1 − u lies in (0, 1], so the logarithm is finite.
            var radius = Math.Sqrt(-2 * Math.Log(1 - first));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * second);
            span[i] = radius * cosine;
            if (i + 1 < span.Length) span[i + 1] = radius * sine;
        }
    }

    internal (ulong First, ulong Second) Encrypt(ulong first, ulong second)
    {
        // The round constants are those of table 2 of the paper, the parity constant that of §4.
        ReadOnlySpan<int> rotations = [16, 42, 12, 31, 16, 32, 24, 21];
        var (now, next, last) = (High, Low, High ^ Low ^ 0x1BD11BDAA9FC1A22);
        first += now;
        second += next;
        for (var round = 0; round < 20; round++)
        {
            first += second;
            second = BitOperations.RotateLeft(second, rotations[round & 7]) ^ first;
            if ((round & 3) != 3) continue;
            (now, next, last) = (next, last, now);
            first += now;
            second += next + (ulong)((round >> 2) + 1);
        }
        return (first, second);
    }

    /// <summary>The uniform draws of an even index and of the one after it, which are encrypted together.</summary>
    private (double First, double Second) Pair(long index)
    {
        var (first, second) = Encrypt(unchecked((ulong)index) >> 1, Draws);
        return (Unit(first), Unit(second));
    }

    private static double Unit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
