namespace PSOptimize.Objectives.Regression;

/// <summary>The mean squared residual, <c>1/N Σ r²</c>.</summary>
public record SquaredLoss : ResidualLoss
{
    internal override bool IsSumOfSquares => true;

    /// <inheritdoc/>
    public override double Value(double residual) => residual * residual;

    /// <inheritdoc/>
    public override double Derivative(double residual) => 2 * residual;

    internal override double Curvature(double residual) => 2;
}
