using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using PSOptimize.Differentiation;

namespace PSOptimize.Methods;

/// <summary>Eigenvalues and eigenvectors of symmetric matrices, large ones so that a run can be cancelled meanwhile.</summary>
internal static class Spectrum
{
    // Smaller ones take less than a few milliseconds.
    private const int Large = 100;

    /// <summary>The decomposition of a symmetric matrix.</summary>
    public static Evd<double> Of(Matrix<double> matrix) => matrix.RowCount < Large
        ? matrix.Evd(Symmetricity.Symmetric)
        : Interruption.Await(() => matrix.Evd(Symmetricity.Symmetric));
}
