using PSOptimize.Catalogues;
using PSOptimize.Checks;

namespace PSOptimize.Objectives;

/// <summary>
/// A penalty on all coordinates, <c>λ₁ Σ|xᵢ| + λ₂ Σxᵢ²</c>, which values and gradients include: added when minimising, subtracted when
/// maximising. First-order methods make the zeros of an L1 exact.
/// </summary>
/// <remarks>Tibshirani 1996, "Regression shrinkage and selection via the lasso"; Hoerl and Kennard 1970, "Ridge regression".</remarks>
public sealed record Penalty(double L1 = 0, double L2 = 0) : Parameterized
{
    /// <summary>λ₁ ≥ 0, default 0.</summary>
    [NonNegative] public double L1 { get; init => field = Checked(value); } = L1;

    /// <summary>λ₂ ≥ 0, default 0.</summary>
    [NonNegative] public double L2 { get; init => field = Checked(value); } = L2;

    /// <summary>The penalty at a point; its gradient is added to that of a smooth function.</summary>
    /// <param name="point">The point.</param>
    /// <param name="gradient">
    /// The gradient of the smooth function, to which the penalty is added; at a zero of the point it becomes the shortest subgradient.
    /// Empty if no gradient is wanted.
    /// </param>
    /// <param name="weights">The weight of each coordinate in the penalty; empty if all are 1.</param>
    internal double AddTo(ReadOnlySpan<double> point, Span<double> gradient, ReadOnlySpan<double> weights)
    {
        if (L1 == 0 && L2 == 0) return 0;
        var sum = 0.0;
        for (var i = 0; i < point.Length; i++)
        {
            var (x, weight) = (point[i], weights.IsEmpty ? 1 : weights[i]);
            if (weight == 0) continue;
            sum += weight * (L1 * Math.Abs(x) + L2 * x * x);
            if (gradient.IsEmpty) continue;
            gradient[i] += 2 * L2 * weight * x;
            gradient[i] = x == 0 ? SoftThreshold(gradient[i], L1 * weight) : gradient[i] + (x > 0 ? L1 : -L1) * weight;
        }
        return sum;
    }

    private static double SoftThreshold(double value, double by) => value > by ? value - by : value < -by ? value + by : 0;
}
