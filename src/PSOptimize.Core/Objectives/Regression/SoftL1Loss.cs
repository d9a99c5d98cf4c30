using PSOptimize.Checks;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The mean of <c>c²(√(1 + (r/c)²) − 1)</c>: close to r²/2 for residuals far below c and to c|r| far above it, and smooth everywhere.
/// </summary>
/// <remarks>
/// Charbonnier, Blanc-Féraud, Aubert and Barlaud 1994, "Two deterministic half-quadratic regularization algorithms for computed imaging".
/// </remarks>
public sealed record SoftL1Loss : ResidualLoss
{
    /// <summary>c above 0, default 1: the residual at which the loss turns from a square to an absolute value.</summary>
    public double Scale { get; init => field = Require.Positive(value); } = 1;

    /// <inheritdoc/>
    public override double Value(double residual)
    {
        // √(1 + z²) − 1 would lose the digits of a small residual.
        var ratio = residual / Scale;
        return residual * residual / (1 + double.Hypot(1, ratio));
    }

    /// <inheritdoc/>
    public override double Derivative(double residual) => residual / double.Hypot(1, residual / Scale);

    internal override double Curvature(double residual) => Math.Pow(double.Hypot(1, residual / Scale), -3);
}
