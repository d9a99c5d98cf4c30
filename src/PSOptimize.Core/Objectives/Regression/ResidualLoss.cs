namespace PSOptimize.Objectives.Regression;

/// <summary>A loss of each residual <c>r = (ŷ − y)/σ</c> by itself; σ = 1 where the data have none.</summary>
public abstract record ResidualLoss : Loss
{
    private protected ResidualLoss() { }

    /// <summary>The loss of a residual.</summary>
    /// <param name="residual">r.</param>
    public abstract double Of(double residual);

    /// <summary>Its derivative; of the possible ones 0 where there is a kink.</summary>
    /// <param name="residual">r.</param>
    public abstract double Slope(double residual);

    internal override double Sum(ReadOnlySpan<double> outputs, int outputCount, in TargetBlock targets, Span<double> gradient)
    {
        var sum = 0.0;
        gradient.Clear();
        for (var k = 0; k < outputCount; k++)
            for (var i = 0; i < targets.Count; i++)
            {
                var at = k * targets.Width + i;
                var weight = targets.InverseSigma.IsEmpty ? 1 : targets.InverseSigma[i];
                var residual = (outputs[at] - targets.Values[k * targets.Stride + i]) * weight;
                sum += Of(residual);
                if (!gradient.IsEmpty) gradient[at] = Slope(residual) * weight;
            }
        return sum;
    }
}
