using PSOptimize.Vectors;

namespace PSOptimize.Randomness;

/// <summary>Sample points in the unit cube [0, 1)ⁿ, as a pure function of a key.</summary>
public static class CubeSample
{
    /// <summary>Draws points from the unit cube.</summary>
    /// <param name="key">The source of the randomness.</param>
    /// <param name="count">The number of points, at least 0.</param>
    /// <param name="dimension">n, at least 1; at most 101 for <see cref="Sampling.Sobol"/>.</param>
    /// <param name="sampling">How the points are distributed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>
    /// Latin hypercube: McKay, Beckman and Conover 1979, "A comparison of three methods for selecting values of input variables", §2.3.
    /// Sobol': Joe and Kuo 2008, "Constructing Sobol sequences with better two-dimensional projections", scrambled as in Owen 1995,
    /// "Randomly permuted (t,m,s)-nets and (t,s)-sequences", which makes each point uniform and preserves the net.
    /// </remarks>
    public static IReadOnlyList<Vector> Draw(Key key, int count, int dimension, Sampling sampling)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        return sampling switch
        {
            Sampling.Uniform => [.. key.Split(count).Select(point => point.Uniforms(dimension))],
            Sampling.LatinHypercube => Hypercube(key, count, dimension),
            Sampling.Sobol => Sobol(key, count, dimension),
            _ => throw new ArgumentOutOfRangeException(nameof(sampling), sampling, "The samplings are Uniform, LatinHypercube and Sobol."),
        };
    }

    private static Vector[] Hypercube(Key key, int count, int dimension)
    {
        var columns = key.Split(dimension).Select(column => (Slices: column.Fold(0).Permutation(count), Places: column.Fold(1))).ToArray();
        return [.. Enumerable.Range(0, count).Select(row =>
            Vector.Init(dimension, i => (columns[i].Slices[row] + columns[i].Places.Uniform(row)) / count))];
    }

    private static Vector[] Sobol(Key key, int count, int dimension)
    {
        if (dimension > SobolSequence.Dimensions)
            throw new ArgumentOutOfRangeException(nameof(dimension), dimension, FormattableString.Invariant(
                $"A Sobol sequence has at most {SobolSequence.Dimensions} coordinates; {dimension} were requested: take LatinHypercube."));
        var columns = key.Split(dimension);
        return [.. Enumerable.Range(0, count).Select(row =>
            Vector.Init(dimension, i => Scrambled(columns[i], SobolSequence.Coordinate((uint)row, i))))];
    }

    /// <summary>
    /// Flips each digit at random, by a draw determined by the digits before it; the digits after the last one are uniform.
    /// </summary>
    private static double Scrambled(Key key, uint fraction)
    {
        ulong scrambled = 0;
        for (var digit = 0; digit < SobolSequence.Digits; digit++)
        {
            // The digits before this one; the leading 1 encodes how many there are.
            var prefix = (1L << digit) | (fraction >> 1 >> (SobolSequence.Digits - 1 - digit));
            scrambled = (scrambled << 1) | (((fraction >> (SobolSequence.Digits - 1 - digit)) ^ (uint)key.Bits(prefix)) & 1);
        }
        var rest = key.Bits((1L << SobolSequence.Digits) | fraction) >> (64 - 53 + SobolSequence.Digits);
        return ((scrambled << (53 - SobolSequence.Digits)) | rest) * (1.0 / (1UL << 53));
    }
}
