namespace PSOptimize.Objectives.Regression;

/// <summary>The mean of the absolute residuals, <c>1/N Σ |r|</c>: its minimum is a median.</summary>
public sealed record AbsoluteLoss : ResidualLoss
{
    /// <inheritdoc/>
    public override double Of(double residual) => Math.Abs(residual);

    /// <inheritdoc/>
    public override double Slope(double residual) => double.IsNaN(residual) ? double.NaN : Math.Sign(residual);
}
