using PSOptimize.Checks;

namespace PSOptimize.Objectives.Regression;

/// <summary>The mean of <c>r²/2</c> if <c>|r| ≤ δ</c>, otherwise <c>δ(|r| − δ/2)</c>: quadratic near zero, linear for outliers.</summary>
/// <remarks>Huber 1964, "Robust estimation of a location parameter", §4.</remarks>
public sealed record HuberLoss : ResidualLoss
{
    /// <summary>δ above 0, default 1: the residual at which the loss becomes linear.</summary>
    public double Delta { get; init => field = Require.Positive(value); } = 1;

    /// <inheritdoc/>
    public override double Value(double residual)
    {
        var size = Math.Abs(residual);
        return size <= Delta ? residual * residual / 2 : Delta * (size - Delta / 2);
    }

    /// <inheritdoc/>
    public override double Derivative(double residual) => Math.Clamp(residual, -Delta, Delta);

    internal override double Curvature(double residual) => Math.Abs(residual) <= Delta ? 1 : 0;
}
