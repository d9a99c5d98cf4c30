namespace PSOptimize.Objectives.Regression;

/// <summary>The mean of <c>ln cosh r</c>: close to r²/2 near zero and to |r| − ln 2 far from it, and smooth everywhere.</summary>
public sealed record LogCoshLoss : ResidualLoss
{
    /// <inheritdoc/>
    public override double Value(double residual)
    {
        // cosh itself overflows at 710.
        var size = Math.Abs(residual);
        return size + double.LogP1(Math.Exp(-2 * size)) - Math.Log(2);
    }

    /// <inheritdoc/>
    public override double Derivative(double residual) => Math.Tanh(residual);

    internal override double Curvature(double residual) => 1 - Math.Tanh(residual) * Math.Tanh(residual);
}
