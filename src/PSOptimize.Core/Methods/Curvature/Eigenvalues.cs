using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// A model by the eigenvalues of its Hessian, and the gradient along its eigenvectors. Rounding is no curvature, and no gradient along it.
/// </summary>
internal sealed class Eigenvalues
{
    private const double Epsilon = 2.220446049250313e-16;

    private readonly QuadraticModel _model;
    private readonly Spectrum _spectrum;

    public Eigenvalues(QuadraticModel model)
    {
        (_model, _spectrum) = (model, Spectrum.Of(model.Hessian.AsSpan()));
        Along = _spectrum.Along(model.Gradient.AsSpan());
        var (rounding, lost) = (Values.Length * Epsilon, new double[Values.Length]);
        var none = rounding * Math.Max(Math.Abs(Values[0]), Math.Abs(Values[^1]));
        for (var i = 0; i < Values.Length; i++)
        {
            if (Math.Abs(Values[i]) > none) continue;
            Values[i] = 0;
            if (Math.Abs(Along[i]) > rounding * model.Gradient.Norm()) continue;
            (lost[i], Along[i]) = (Along[i], 0);
        }
        Lost = _spectrum.Sum(lost);
    }

    public double[] Values => _spectrum.Values;

    /// <summary>The gradient along the eigenvectors.</summary>
    public double[] Along { get; }

    /// <summary>What of the gradient is along directions whose curvature is rounding: nothing can be said of them.</summary>
    public Vector Lost { get; }

    public double Lowest => Values.Min();

    /// <summary>The step <c>−(H + λI)⁻¹g</c> along the eigenvectors.</summary>
    /// <param name="shift">λ.</param>
    public double[] At(double shift)
    {
        var parts = new double[Values.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = Along[i] == 0 ? 0 : -Along[i] / (Values[i] + shift);
        return parts;
    }

    /// <summary>A step from its parts along the eigenvectors, improved for the residual of <c>(H + λI)p = −g</c>.</summary>
    /// <remarks>What rounding of the eigenvectors has left along the highest curvatures outweighs the rest.</remarks>
    /// <param name="parts">The parts.</param>
    /// <param name="shift">λ.</param>
    public Vector Step(double[] parts, double shift)
    {
        Vector step = _spectrum.Sum(parts);
        var left = _spectrum.Along((-(_model.Gradient + shift * step + _model.Product(step))).AsSpan());
        for (var i = 0; i < parts.Length; i++)
            left[i] = Along[i] == 0 || Values[i] <= -Lowest || !(Values[i] + shift > 0) ? 0 : left[i] / (Values[i] + shift);
        return step + _spectrum.Sum(left);
    }
}
