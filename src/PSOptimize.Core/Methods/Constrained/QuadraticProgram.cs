using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Differentiation;

namespace PSOptimize.Methods.Constrained;

/// <summary>The solution of a quadratic program.</summary>
/// <param name="Step">p.</param>
/// <param name="Multipliers">One for each row; those of inequalities are not negative.</param>
internal sealed record QuadraticProgram(Vector<double> Step, double[] Multipliers)
{
    // A normal that the others span to this share adds nothing.
    private const double Dependent = 1e-10;

    private const double Rounding = 1e-13;

    /// <summary>
    /// The p that minimises <c>gᵀp + ½pᵀLLᵀp</c> with <c>Ap + c = 0</c> in the first rows and <c>Ap + c ≤ 0</c> in the others; null if
    /// there is none.
    /// </summary>
    /// <remarks>
    /// Goldfarb and Idnani 1983, alg. 1, in the coordinates <c>Lᵀp</c>: from the minimum without constraints, the most violated row is
    /// taken up, and rows whose multipliers become negative are left, until all rows hold.
    /// </remarks>
    /// <param name="gradient">g.</param>
    /// <param name="root">L, a lower triangle.</param>
    /// <param name="rows">The rows of A.</param>
    /// <param name="heights">c.</param>
    /// <param name="hidden">How much of each element of c is rounding.</param>
    /// <param name="equations">How many rows are equations.</param>
    public static QuadraticProgram? Solve(
        Vector<double> gradient, Matrix<double> root, IReadOnlyList<Vector<double>> rows, IReadOnlyList<double> heights,
        IReadOnlyList<double> hidden, int equations)
    {
        var bottom = -Below(root, gradient);
        var normals = rows.Select(row => Below(root, row)).ToArray();
        var lengths = normals.Select(normal => normal.L2Norm()).ToArray();
        for (var j = 0; j < normals.Length; j++)
            if (lengths[j] > 0) normals[j] /= lengths[j];
        double[] sides = [.. heights.Select((height, j) => lengths[j] > 0 ? height / lengths[j] : height)];
        double[] slacks = [.. hidden.Select((slack, j) => lengths[j] > 0 ? slack / lengths[j] : slack)];

        // Row j reads s(nᵀy + c) ≤ 0 with a sign that is −1 for an equation that is met from below.
        var (signs, multipliers) = (new double[rows.Count], new double[rows.Count]);
        var (active, y) = (new List<int>(), bottom);
        for (var changes = 0; changes < 100 + 20 * rows.Count; changes++)
        {
            Interruption.Current.ThrowIfRequested();
            var (next, worst) = (-1, 0.0);
            for (var j = 0; j < normals.Length; j++)
            {
                if (active.Contains(j)) continue;
                var height = normals[j].DotProduct(y) + sides[j];
                var excess = (j < equations ? Math.Abs(height) : height) - slacks[j]
                    - Rounding * (Math.Abs(sides[j]) + y.L2Norm());
                // Equations come first, so that no inequality stands in their way.
                if (!(excess > worst) || (next >= 0 && next < equations && j >= equations)) continue;
                (next, worst) = (j, excess);
                signs[j] = height < 0 ? -1 : 1;
            }
            if (next < 0) return Finished(root, bottom, normals, sides, signs, lengths, active, multipliers);
            if (lengths[next] == 0 || !TakenUp(next)) return null;
        }
        return null;

        bool TakenUp(int next)
        {
            multipliers[next] = 0;
            while (true)
            {
                var normal = -signs[next] * normals[next];
                var (shares, rest) = Projected(normal, [.. active.Select(j => -signs[j] * normals[j])]);
                var violation = signs[next] * (normals[next].DotProduct(y) + sides[next]);
                // Where as many are active as there are coordinates, what is left is rounding.
                var isFree = active.Count < bottom.Count && rest.L2Norm() > Dependent;
                var full = isFree ? violation / rest.DotProduct(normal) : double.PositiveInfinity;
                var (leaving, room) = (-1, double.PositiveInfinity);
                for (var k = 0; k < active.Count; k++)
                    if (active[k] >= equations && shares[k] > 0 && multipliers[active[k]] / shares[k] < room)
                        (leaving, room) = (k, multipliers[active[k]] / shares[k]);
                var length = Math.Min(full, room);
                if (double.IsPositiveInfinity(length)) return false;
                for (var k = 0; k < active.Count; k++) multipliers[active[k]] -= length * shares[k];
                multipliers[next] += length;
                if (!double.IsPositiveInfinity(full)) y += length * rest;
                if (length == full)
                {
                    active.Add(next);
                    return true;
                }
                multipliers[active[leaving]] = 0;
                active.RemoveAt(leaving);
            }
        }
    }

    /// <summary>The triangle L with <c>LLᵀ = B</c>, row by row; null if B is not positive definite.</summary>
    public static Matrix<double>? Root(Matrix<double> matrix)
    {
        var n = matrix.RowCount;
        var root = Matrix<double>.Build.Dense(n, n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i, j];
                for (var k = 0; k < j; k++) rest -= root[i, k] * root[j, k];
                if (i == j && !(rest > 1e-14 * matrix[i, i])) return null;
                root[i, j] = i == j ? Math.Sqrt(rest) : rest / root[j, j];
            }
        }
        return root;
    }

    /// <summary>The solution with a known active set, without what rounding has added on the way.</summary>
    private static QuadraticProgram Finished(
        Matrix<double> root, Vector<double> bottom, Vector<double>[] normals, double[] sides, double[] signs, double[] lengths,
        List<int> active, double[] multipliers)
    {
        var y = bottom;
        var result = new double[multipliers.Length];
        if (active.Count > 0)
        {
            var qr = Matrix<double>.Build.DenseOfColumnVectors(active.Select(j => normals[j])).QR();
            var heights = Vector<double>.Build.Dense(active.Count, k => normals[active[k]].DotProduct(bottom) + sides[active[k]]);
            var along = qr.R.TransposeThisAndMultiply(Vector<double>.Build.Dense(active.Count)) + Below(qr.R.Transpose(), heights);
            y = bottom - qr.Q.SubMatrix(0, bottom.Count, 0, active.Count) * along;
            var solved = qr.R.SubMatrix(0, active.Count, 0, active.Count).Solve(along);
            for (var k = 0; k < active.Count; k++)
                result[active[k]] = (multipliers[active[k]] == 0 ? 0 : solved[k]) / lengths[active[k]];
        }
        return new(root.Transpose().Solve(y), result);
    }

    /// <summary>L⁻¹v.</summary>
    private static Vector<double> Below(Matrix<double> root, Vector<double> vector)
    {
        var result = vector.Clone();
        for (var i = 0; i < result.Count; i++)
        {
            for (var k = 0; k < i; k++) result[i] -= root[i, k] * result[k];
            result[i] /= root[i, i];
        }
        return result;
    }

    /// <summary>The shares of some vectors that come nearest to another one, and what they leave of it.</summary>
    private static (Vector<double> Shares, Vector<double> Left) Projected(Vector<double> vector, Vector<double>[] others)
    {
        if (others.Length == 0) return (Vector<double>.Build.Dense(1), vector);
        var matrix = Matrix<double>.Build.DenseOfColumnVectors(others);
        var shares = matrix.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Solve(vector);
        return (shares, vector - matrix * shares);
    }
}
