using PSOptimize.Checks;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The mean of <c>c²/2 ln(1 + (r/c)²)</c>: close to r²/2 for residuals far below c; residuals far above it hardly count. It is not convex,
/// so that a fit may have several minima.
/// </summary>
/// <remarks>
/// Holland and Welsch 1977, "Robust regression using iteratively reweighted least-squares", table 1; minus the logarithm of Cauchy's
/// density, but for constants, is ln(1 + (r/c)²).
/// </remarks>
public sealed record CauchyLoss : ResidualLoss
{
    /// <summary>c above 0, default 1: the residual whose influence is the largest.</summary>
    public double Scale { get; init => field = Require.Positive(value); } = 1;

    /// <inheritdoc/>
    public override double Value(double residual)
    {
        // The rounding of 1 + z² cancels in the quotient, which keeps the digits of a small residual.
        var square = Squared(residual);
        var sum = 1 + square;
        return Scale * Scale / 2 * (sum == 1 ? square : Math.Log(sum) * (square / (sum - 1)));
    }

    /// <inheritdoc/>
    public override double Derivative(double residual) => residual / (1 + Squared(residual));

    internal override double Curvature(double residual)
    {
        var square = Squared(residual);
        return (1 - square) / ((1 + square) * (1 + square));
    }

    private double Squared(double residual) => residual / Scale * (residual / Scale);
}
