using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;
using PSOptimize.Differentiation;

namespace PSOptimize.Methods;

/// <summary>The eigenvalues and eigenvectors of a symmetric matrix; of a large one so that a run can be cancelled meanwhile.</summary>
/// <param name="Values">The eigenvalues, from the lowest to the highest.</param>
/// <param name="Vectors">The eigenvectors in the same order, n numbers each.</param>
internal sealed record Spectrum(double[] Values, double[] Vectors)
{
    // Smaller ones take less than a few milliseconds.
    private const int Large = 100;

    /// <summary>The decomposition of a symmetric matrix.</summary>
    /// <param name="matrix">n·n numbers.</param>
    /// <exception cref="NotFiniteNumberException">An element is not finite, or the elements differ too much in size.</exception>
    public static Spectrum Of(ReadOnlySpan<double> matrix)
    {
        // Plain loops and arrays: for what takes n³ operations anyway they keep a session from compiling the library's matrices, and many
        // kinds of lanes, before its first step.
        var (n, largest) = ((int)Math.Sqrt(matrix.Length), 0.0);
        foreach (var element in matrix)
        {
            if (!double.IsFinite(element)) throw NotFinite();
            largest = Math.Max(largest, Math.Abs(element));
        }
        // In units of the largest element if its square would not be finite, or 0.
        var size = largest is 0 or (> 1e-100 and < 1e100) ? 1 : Math.ScaleB(1, Math.ILogB(largest));
        var scaled = matrix.ToArray();
        for (var i = 0; i < scaled.Length; i++) scaled[i] /= size;
        var (values, vectors) = (new Complex[n], new double[matrix.Length]);
        try
        {
            Interruption.Await(() =>
            {
                LinearAlgebraControl.Provider.EigenDecomp(isSymmetric: true, n, scaled, vectors, values, new double[scaled.Length]);
                return vectors;
            }, isLong: n >= Large);
        }
        catch (Exception error) when (error is NonConvergenceException or IndexOutOfRangeException)
        {
            // Where squares of the smallest elements vanish, the library divides by 0 and leaves its arrays.
            throw NotFinite();
        }
        return new Spectrum(Array.ConvertAll(values, value => value.Real * size), vectors);
    }

    /// <summary>What of a vector is along each eigenvector.</summary>
    public double[] Along(ReadOnlySpan<double> vector)
    {
        var parts = new double[Values.Length];
        for (var k = 0; k < parts.Length; k++)
            for (var i = 0; i < vector.Length; i++) parts[k] += Vectors[k * parts.Length + i] * vector[i];
        return parts;
    }

    /// <summary>The vector that has these parts along the eigenvectors.</summary>
    public double[] Sum(ReadOnlySpan<double> parts)
    {
        var sum = new double[parts.Length];
        for (var k = 0; k < parts.Length; k++)
            for (var i = 0; i < sum.Length; i++) sum[i] += parts[k] * Vectors[k * parts.Length + i];
        return sum;
    }

    private static NotFiniteNumberException NotFinite() => new("what the method knows of the curvature is no longer finite: the values, or "
        + "the sizes of the coordinates, differ too much. Start elsewhere, or give -Scale.");
}
