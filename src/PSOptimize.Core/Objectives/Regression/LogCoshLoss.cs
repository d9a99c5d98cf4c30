namespace PSOptimize.Objectives.Regression;

/// <summary>The mean of <c>ln cosh r</c>: like r²/2 near zero, like |r| − ln 2 far away, smooth everywhere.</summary>
public sealed record LogCoshLoss : ResidualLoss
{
    /// <inheritdoc/>
    public override double Of(double residual)
    {
        // cosh itself overflows at 710.
        var size = Math.Abs(residual);
        return size + double.LogP1(Math.Exp(-2 * size)) - Math.Log(2);
    }

    /// <inheritdoc/>
    public override double Slope(double residual) => Math.Tanh(residual);
}
