using PSOptimize.Vectors;

namespace PSOptimize.Randomness;

/// <summary>Points in the unit cube [0, 1)ⁿ, as a pure function of a key.</summary>
public static class CubeSample
{
    /// <summary>Draws points.</summary>
    /// <param name="key">Where the chance comes from.</param>
    /// <param name="count">How many points, at least 0.</param>
    /// <param name="dimension">n, at least 1.</param>
    /// <param name="sampling">How they are spread.</param>
    /// <remarks>Latin hypercube: McKay, Beckman and Conover 1979, "A comparison of three methods for selecting values of input variables", §2.3.</remarks>
    public static IReadOnlyList<Vector> Draw(Key key, int count, int dimension, Sampling sampling)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (sampling == Sampling.Uniform) return [.. key.Split(count).Select(point => point.Uniforms(dimension))];

        var columns = key.Split(dimension).Select(column => (Slices: column.Fold(0).Permutation(count), Places: column.Fold(1))).ToArray();
        return [.. Enumerable.Range(0, count).Select(row =>
            Vector.Init(dimension, i => (columns[i].Slices[row] + columns[i].Places.Uniform(row)) / count))];
    }
}
