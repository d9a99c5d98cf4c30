using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Differentiation;

namespace PSOptimize.Methods;

/// <summary>The eigenvalues and eigenvectors of a symmetric matrix; of a large one so that a run can be cancelled meanwhile.</summary>
/// <param name="Values">The eigenvalues, from the lowest to the highest.</param>
/// <param name="Vectors">The eigenvectors, as columns in the same order.</param>
internal sealed record Spectrum(double[] Values, Matrix<double> Vectors)
{
    // Smaller ones take less than a few milliseconds.
    private const int Large = 100;

    /// <summary>The decomposition of a symmetric matrix.</summary>
    /// <exception cref="NotFiniteNumberException">An element is not finite, or the elements differ too much in size.</exception>
    public static Spectrum Of(Matrix<double> matrix)
    {
        if (matrix.Exists(element => !double.IsFinite(element), Zeros.AllowSkip)) throw NotFinite();
        // In units of the largest element if its square would not be finite, or 0.
        var largest = matrix.Enumerate().Select(Math.Abs).DefaultIfEmpty().Max();
        var size = largest is 0 or (> 1e-100 and < 1e100) ? 1 : Math.ScaleB(1, Math.ILogB(largest));
        try
        {
            var scaled = matrix / size;
            var known = Interruption.Await(() => scaled.Evd(Symmetricity.Symmetric), isLong: matrix.RowCount >= Large);
            return new Spectrum([.. known.EigenValues.Select(value => value.Real * size)], known.EigenVectors);
        }
        catch (Exception error) when (error is NonConvergenceException or IndexOutOfRangeException)
        {
            // Where squares of the smallest elements vanish, the library divides by 0 and leaves its arrays.
            throw NotFinite();
        }
    }

    private static NotFiniteNumberException NotFinite() => new("what the method knows of the curvature is no longer finite: the values, or "
        + "the sizes of the coordinates, differ too much. Start elsewhere, or give -Scale.");
}
