using MathNet.Numerics.LinearAlgebra;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// A Hessian by its eigenvalues, and the gradient along its eigenvectors. Rounding is no curvature, and no gradient along it.
/// </summary>
internal sealed class Eigenvalues
{
    private const double Epsilon = 2.220446049250313e-16;

    private readonly Matrix<double> _hessian;
    private readonly Vector<double> _gradient;
    private readonly Matrix<double> _vectors;

    public Eigenvalues(Matrix<double> hessian, Vector gradient)
    {
        (_hessian, _gradient) = (hessian, Vector<double>.Build.Dense(gradient.ToArray()));
        (Values, _vectors) = Spectrum.Of(hessian);
        Along = _vectors.TransposeThisAndMultiply(_gradient).ToArray();
        var (rounding, lost) = (Values.Length * Epsilon, new double[Values.Length]);
        var none = rounding * Values.Max(Math.Abs);
        for (var i = 0; i < Values.Length; i++)
        {
            if (Math.Abs(Values[i]) > none) continue;
            Values[i] = 0;
            if (Math.Abs(Along[i]) > rounding * gradient.Norm()) continue;
            (lost[i], Along[i]) = (Along[i], 0);
        }
        Lost = Copy(_vectors * Vector<double>.Build.Dense(lost));
    }

    public double[] Values { get; }

    /// <summary>The gradient along the eigenvectors.</summary>
    public double[] Along { get; }

    /// <summary>What of the gradient is along directions whose curvature is rounding: nothing can be said of them.</summary>
    public Vector Lost { get; }

    public double Lowest => Values.Min();

    /// <summary>The step <c>−(H + λI)⁻¹g</c> along the eigenvectors.</summary>
    /// <param name="shift">λ.</param>
    public double[] At(double shift) => [.. Values.Select((value, i) => Along[i] == 0 ? 0 : -Along[i] / (value + shift))];

    /// <summary>A step from its parts along the eigenvectors, improved for the residual of <c>(H + λI)p = −g</c>.</summary>
    /// <remarks>What rounding of the eigenvectors has left along the highest curvatures outweighs the rest.</remarks>
    /// <param name="parts">The parts.</param>
    /// <param name="shift">λ.</param>
    public Vector Step(double[] parts, double shift)
    {
        var step = _vectors * Vector<double>.Build.Dense(parts);
        var left = _vectors.TransposeThisAndMultiply(-(_gradient + shift * step + _hessian * step));
        for (var i = 0; i < parts.Length; i++)
            left[i] = Along[i] == 0 || Values[i] <= -Lowest || !(Values[i] + shift > 0) ? 0 : left[i] / (Values[i] + shift);
        return Copy(step + _vectors * left);
    }

    private static Vector Copy(Vector<double> vector) => Vector.Create(vector.ToArray());
}
