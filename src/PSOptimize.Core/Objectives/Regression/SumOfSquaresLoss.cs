namespace PSOptimize.Objectives.Regression;

/// <summary>The sum of the squares, <c>Σ r²</c>: the residual sum of squares.</summary>
public sealed record SumOfSquaresLoss : SquaredLoss
{
    /// <inheritdoc/>
    public override double Divisor(int rows, int parameters) => 1;
}
