using System.Numerics;
using System.Numerics.Tensors;
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
        if (!TensorPrimitives.IsFiniteAll(matrix)) throw NotFinite();
        var n = (int)Math.Sqrt(matrix.Length);
        // In units of the largest element if its square would not be finite, or 0.
        var largest = n == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(matrix));
        var size = largest is 0 or (> 1e-100 and < 1e100) ? 1 : Math.ScaleB(1, Math.ILogB(largest));
        var scaled = new double[matrix.Length];
        TensorPrimitives.Divide(matrix, size, scaled);
        var (values, vectors) = (new Complex[n], new double[matrix.Length]);
        try
        {
            // The library's matrices would do the same, and take a session some dozens of milliseconds to get to know.
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
        for (var k = 0; k < parts.Length; k++) parts[k] = TensorPrimitives.Dot(VectorAt(k), vector);
        return parts;
    }

    /// <summary>The vector that has these parts along the eigenvectors.</summary>
    public double[] Sum(ReadOnlySpan<double> parts)
    {
        var sum = new double[parts.Length];
        for (var k = 0; k < parts.Length; k++) TensorPrimitives.MultiplyAdd(VectorAt(k), parts[k], sum, sum);
        return sum;
    }

    private ReadOnlySpan<double> VectorAt(int k) => Vectors.AsSpan(k * Values.Length, Values.Length);

    private static NotFiniteNumberException NotFinite() => new("what the method knows of the curvature is no longer finite: the values, or "
        + "the sizes of the coordinates, differ too much. Start elsewhere, or give -Scale.");
}
