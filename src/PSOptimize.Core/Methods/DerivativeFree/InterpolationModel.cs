using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Methods.Curvature;
using Interruption = PSOptimize.Differentiation.Interruption;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// The quadratic through values at m points whose Hessian differs least from a given one, in the norm of Frobenius: Powell 2004, "Least
/// Frobenius norm updating of quadratic models that satisfy interpolation conditions", eq. 1.4 and 3.2.
/// </summary>
internal sealed class InterpolationModel
{
    // The number of coordinates from which on an inverse takes more than a few milliseconds.
    private const int Large = 40;

    private readonly Vector[] _ways;
    private readonly double _unit;
    private readonly Matrix<double> _inverse;

    /// <summary>A model around one of the points.</summary>
    /// <param name="ways">The way to each point from that one.</param>
    public InterpolationModel(Vector[] ways)
    {
        var (m, n) = (ways.Length, ways[0].Count);
        // Ways of about 1, so that the fourth powers of the system are so too.
        _unit = ways.Max(way => way.Norm());
        _ways = [.. ways.Select(way => way / _unit)];
        _inverse = Interruption.Await(() => Matrix<double>.Build.Dense(m + n + 1, m + n + 1, (i, j) => (i < m, j < m) switch
        {
            (true, true) => 0.5 * Math.Pow(_ways[i].Dot(_ways[j]), 2),
            (true, false) => j == m ? 1 : _ways[i][j - m - 1],
            (false, true) => i == m ? 1 : _ways[j][i - m - 1],
            _ => 0,
        }).Inverse(), isLong: n >= Large);
    }

    /// <summary>Whether the points determine a model.</summary>
    public bool IsSound => _inverse.Enumerate().All(double.IsFinite);

    /// <summary>The quadratic with given values and the Hessian nearest to a given one.</summary>
    /// <param name="values">At the points.</param>
    /// <param name="hessian">n² numbers row by row.</param>
    public QuadraticModel Through(double[] values, Vector hessian)
    {
        var old = new QuadraticModel(_ways[0], _unit * _unit * hessian);
        var change = Solved([.. values.Select((value, k) => value - old.Product(_ways[k]).Dot(_ways[k]) / 2)]);
        return new QuadraticModel(change.Gradient, change.Hessian + hessian);
    }

    /// <summary>The Lagrange function of a point: 1 there, and 0 at the others.</summary>
    public QuadraticModel Lagrange(int point) => Solved([.. _ways.Select((_, k) => k == point ? 1.0 : 0)]);

    /// <summary>The values of all Lagrange functions some way off.</summary>
    public double[] LagrangeAt(Vector way)
    {
        var (m, there) = (_ways.Length, way / _unit);
        var right = Vector<double>.Build.Dense(_inverse.RowCount, i =>
            i < m ? 0.5 * Math.Pow(_ways[i].Dot(there), 2) : i == m ? 1 : there[i - m - 1]);
        return (_inverse * right).Take(m).ToArray();
    }

    private QuadraticModel Solved(double[] values)
    {
        var (m, n) = (_ways.Length, _ways[0].Count);
        var solution = _inverse * Vector<double>.Build.Dense(_inverse.RowCount, i => i < m ? values[i] : 0);
        var hessian = new double[n * n];
        for (var k = 0; k < m; k++)
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++) hessian[i * n + j] += solution[k] * _ways[k][i] * _ways[k][j];
        return new QuadraticModel(
            Vector.Init(n, i => solution[m + 1 + i] / _unit), Vector.Init(n * n, k => hessian[k] / (_unit * _unit)));
    }
}
