namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The reduced chi-squared statistic <c>1/(N − p) Σ (ŷ − y)²/σ²</c> for N rows and p parameters; about 1 if the model describes the data
/// within their uncertainty.
/// </summary>
/// <remarks>
/// Of rows that were not fitted no parameter is subtracted. <see cref="AdjustedChiSquaredLoss"/> divides by N − p − 1.
/// </remarks>
public sealed record ReducedChiSquaredLoss : SquaredLoss
{
    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">There are no more rows than parameters.</exception>
    public override double Divisor(int rows, int parameters) => Freedom(rows, parameters, parameters);

    /// <summary>The rows without those that the parameters use up.</summary>
    internal static double Freedom(int rows, int parameters, int used) => rows > used
        ? rows - used
        : throw new InvalidDataException(
            $"The chi-squared per degree of freedom of {parameters} parameters needs at least {used + 1} rows; there are {rows}. "
            + "Give more rows or take a squared loss.");
}
