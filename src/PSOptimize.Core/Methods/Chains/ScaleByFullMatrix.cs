using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// AdaGrad's scaling with the full matrix: <c>G ← G + uuᵀ</c>, <c>u ← (G^(1/2) + εI)⁻¹u</c>. A rotated problem takes the rotated path.
/// </summary>
/// <remarks>
/// Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization", fig. 1 (full). The root
/// comes from a symmetric eigenvalue decomposition, O(n³) a step and n² numbers of memory: for up to some hundred coordinates.
/// Directions in which nothing has been summed up take no step.
/// </remarks>
public sealed record ScaleByFullMatrix(double Epsilon = 1e-10) : Transformation<ScaleByFullMatrix.Rule>
{
    /// <summary>ε ≥ 0.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames => ["SumOfProducts"];

    /// <inheritdoc/>
    protected internal override int NumberCount(int dimension) => dimension * dimension;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var n = step.Dimension;
        var update = step.RewriteUpdate();
        var sum = step.Numbers[..(n * n)];
        for (var row = 0; row < n; row++)
            for (var column = 0; column < n; column++)
                sum[row * n + column] += update[row] * update[column];

        var matrix = Matrix<double>.Build.Dense(n, n, sum.ToArray());
        if (!LaneMath.IsFinite(sum))
        {
            update.Fill(double.NaN);
            return default;
        }
        var decomposition = matrix.Evd(Symmetricity.Symmetric);
        var inEigenvectors = decomposition.EigenVectors.TransposeThisAndMultiply(Vector<double>.Build.Dense(update.ToArray()));
        // Below this an eigenvalue is rounding: the update has no part in that direction.
        var least = decomposition.EigenValues[n - 1].Real * n * 1e-15;
        for (var i = 0; i < n; i++)
        {
            var eigenvalue = decomposition.EigenValues[i].Real;
            inEigenvectors[i] = eigenvalue > least ? inEigenvectors[i] / (Math.Sqrt(eigenvalue) + Epsilon) : 0;
        }
        decomposition.EigenVectors.Multiply(inEigenvectors).AsArray().CopyTo(update);
        return default;
    }

    /// <summary>The update is scaled already.</summary>
    public readonly struct Rule : IRule
    {
        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update;
    }
}
