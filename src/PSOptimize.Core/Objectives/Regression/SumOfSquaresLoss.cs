namespace PSOptimize.Objectives.Regression;

/// <summary>The residual sum of squares, <c>Σ r²</c>.</summary>
public sealed record SumOfSquaresLoss : SquaredLoss
{
    /// <inheritdoc/>
    public override double Divisor(int rows, int parameters) => 1;
}
