using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Tests.Everything;

/// <summary>How far a point is from what must hold at a minimum under constraints, by the formulas of the problem alone.</summary>
/// <param name="Violation">The largest violation of a constraint or a bound.</param>
/// <param name="Residual">
/// What remains of the gradient with the best multipliers of all that is active, those of inequalities and bounds at least 0, relative to
/// the gradient and the normals.
/// </param>
internal sealed record LagrangeConditions(double Violation, double Residual)
{
    /// <summary>The conditions at a point.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="point">The point.</param>
    /// <param name="near">How near to 0 an inequality is active, or a coordinate at its bound.</param>
    public static LagrangeConditions At(Problem problem, Vector point, double near)
    {
        var (violation, normals, signed) = (0.0, new List<double[]>(), new List<bool>());
        foreach (var equation in problem.Equations)
        {
            var at = equation.ValueAndGradient(point);
            violation = Math.Max(violation, Math.Abs(at.Value));
            Add(at.Gradient.ToArray(), isSigned: false);
        }
        foreach (var inequality in problem.Inequalities)
        {
            var at = inequality.ValueAndGradient(point);
            violation = Math.Max(violation, at.Value);
            if (at.Value >= -near) Add(at.Gradient.ToArray(), isSigned: true);
        }
        var bounds = ((Box?)problem.Within ?? Box.Unbounded).ForDimension(point.Count);
        for (var i = 0; i < point.Count; i++)
        {
            violation = Math.Max(violation, Math.Max(bounds.Lower[i] - point[i], point[i] - bounds.Upper[i]));
            if (point[i] - bounds.Lower[i] <= near) Add(Axis(i, -1), isSigned: true);
            if (bounds.Upper[i] - point[i] <= near) Add(Axis(i, 1), isSigned: true);
        }
        var gradient = Vector<double>.Build.Dense(problem.Objective.ValueAndGradient(point).Gradient.ToArray());
        var size = 1 + gradient.L2Norm();
        while (normals.Count > 0)
        {
            var system = Matrix<double>.Build.DenseOfColumns(normals);
            var multipliers = system.PseudoInverse() * -gradient;
            var worst = Enumerable.Range(0, normals.Count).Where(j => signed[j]).OrderBy(j => multipliers[j]).FirstOrDefault(-1);
            if (worst < 0 || multipliers[worst] >= 0)
            {
                size += Enumerable.Range(0, normals.Count).Sum(j => Math.Abs(multipliers[j]) * system.Column(j).L2Norm());
                gradient += system * multipliers;
                break;
            }
            normals.RemoveAt(worst);
            signed.RemoveAt(worst);
        }
        return new(violation, gradient.L2Norm() / size);

        double[] Axis(int i, int sign) => [.. Enumerable.Range(0, point.Count).Select(j => j == i ? (double)sign : 0)];

        void Add(double[] normal, bool isSigned)
        {
            normals.Add(normal);
            signed.Add(isSigned);
        }
    }
}
