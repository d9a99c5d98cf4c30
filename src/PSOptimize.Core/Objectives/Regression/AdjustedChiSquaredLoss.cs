namespace PSOptimize.Objectives.Regression;

/// <summary>
/// Chi-squared over <c>N − p − 1</c>, that is, <c>1/(N − p − 1) Σ (ŷ − y)²/σ²</c> for N rows and p parameters: the degrees of freedom as in
/// the adjusted R², where p counts predictors beside a constant.
/// </summary>
/// <remarks><see cref="ReducedChiSquaredLoss"/> counts every parameter once, N − p, as standard errors do.</remarks>
public sealed record AdjustedChiSquaredLoss : SquaredLoss
{
    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">There are fewer than p + 2 rows.</exception>
    public override double Divisor(int rows, int parameters) => ReducedChiSquaredLoss.Freedom(rows, parameters, parameters + 1);
}
