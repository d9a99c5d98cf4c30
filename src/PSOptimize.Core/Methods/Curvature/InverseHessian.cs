using MathNet.Numerics.LinearAlgebra;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.Curvature;

/// <summary>The inverse of the Hessian as far as all steps have shown it, n·n numbers row by row.</summary>
internal sealed class InverseHessian : Descent
{
    public override IReadOnlyList<string> Names { get; } = ["Inverse"];

    public override bool Allows(Vector[] known, int dimension) => known[0].Count == 0 || known[0].Count == (long)dimension * dimension;

    /// <summary>Nocedal and Wright 2006, eq. 6.17, written out: <c>H + (1 + yᵀHy/sᵀy) ssᵀ/sᵀy − (Hy sᵀ + s (Hy)ᵀ)/sᵀy</c>.</summary>
    public override Vector[] After(Vector[] known, Vector step, Vector change)
    {
        var (n, curvature) = (step.Count, step.Dot(change));
        // Without curvature along the step nothing can be learnt from it.
        if (!(curvature > 2.2e-16 * change.Dot(change))) return known;
        var inverse = known[0];
        if (inverse.Count == 0)
        {
            var scale = curvature / change.Dot(change);
            inverse = Vector.Init(n * n, k => k / n == k % n ? scale : 0);
        }
        var product = new QuadraticModel(step, inverse).Product(change);
        var share = (1 + change.Dot(product) / curvature) / curvature;
        return
        [
            Vector.Init(n * n, k => (k / n, k % n) is var (i, j)
                ? inverse[k] + share * step[i] * step[j] - (product[i] * step[j] + step[i] * product[j]) / curvature : 0),
        ];
    }

    public override Vector Step(Vector[] known, Place place)
    {
        var (n, full) = (place.Point.Count, -new QuadraticModel(place.Gradient, known[0]).Product(place.Gradient));
        if (place.Lower is null) return full;
        // Far enough away that the bounds alone limit the step.
        var hessian = Matrix<double>.Build.Dense(n, n, (i, j) => known[0][i * n + j]).Inverse();
        var model = new QuadraticModel(place.Gradient, Vector.Init(n * n, k => (hessian[k / n, k % n] + hessian[k % n, k / n]) / 2));
        return model.Hessian.IsFinite() ? model.Minimize(place, 10 * full.Norm()).Step : full;
    }
}
