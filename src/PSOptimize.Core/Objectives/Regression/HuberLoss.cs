using PSOptimize.Checks;

namespace PSOptimize.Objectives.Regression;

/// <summary>The mean of <c>r²/2</c> for <c>|r| ≤ δ</c> and <c>δ(|r| − δ/2)</c> beyond: squares near zero, absolute values for outliers.</summary>
/// <remarks>Huber 1964, "Robust estimation of a location parameter", §4.</remarks>
public sealed record HuberLoss : ResidualLoss
{
    /// <summary>δ above 0, default 1: where squares end.</summary>
    public double Delta { get; init => field = Require.Positive(value); } = 1;

    /// <inheritdoc/>
    public override double Of(double residual)
    {
        var size = Math.Abs(residual);
        return size <= Delta ? residual * residual / 2 : Delta * (size - Delta / 2);
    }

    /// <inheritdoc/>
    public override double Slope(double residual) => Math.Clamp(residual, -Delta, Delta);
}
