namespace PSOptimize.Objectives.Regression;

/// <summary>The mean of the squares, <c>1/N Σ r²</c>.</summary>
public record SquaredLoss : ResidualLoss
{
    internal override bool IsSumOfSquares => true;

    /// <inheritdoc/>
    public override double Of(double residual) => residual * residual;

    /// <inheritdoc/>
    public override double Slope(double residual) => 2 * residual;
}
