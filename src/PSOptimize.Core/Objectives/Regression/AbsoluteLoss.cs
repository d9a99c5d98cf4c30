namespace PSOptimize.Objectives.Regression;

/// <summary>The mean absolute residual, <c>1/N Σ |r|</c>, whose minimiser is a median.</summary>
public sealed record AbsoluteLoss : ResidualLoss
{
    /// <inheritdoc/>
    public override double Value(double residual) => Math.Abs(residual);

    /// <inheritdoc/>
    public override double Derivative(double residual) => double.IsNaN(residual) ? double.NaN : Math.Sign(residual);

    // All of it is in the kink.
    internal override double Curvature(double residual) => 0;
}
