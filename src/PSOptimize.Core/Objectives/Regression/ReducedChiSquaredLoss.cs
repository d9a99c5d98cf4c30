namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The reduced chi-squared statistic <c>1/(N − p − 1) Σ (ŷ − y)²/σ²</c> for N rows and p parameters; about 1 if the model describes the
/// data within their uncertainty.
/// </summary>
public sealed record ReducedChiSquaredLoss : SquaredLoss
{
    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">There are fewer than p + 2 rows.</exception>
    public override double Divisor(int rows, int parameters) => rows > parameters + 1
        ? rows - parameters - 1
        : throw new InvalidDataException(
            $"The reduced chi-squared of {parameters} parameters needs at least {parameters + 2} rows; there are {rows}. "
            + "Give more rows or take a squared loss.");
}
