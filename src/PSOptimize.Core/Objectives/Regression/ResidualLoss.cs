namespace PSOptimize.Objectives.Regression;

/// <summary>A loss that is a sum over functions of the residuals <c>r = (ŷ − y)/σ</c>, with σ = 1 if the data have none.</summary>
public abstract record ResidualLoss : Loss
{
    private protected ResidualLoss() { }

    /// <summary>The loss of one residual.</summary>
    /// <param name="residual">The residual r.</param>
    public abstract double Value(double residual);

    /// <summary>The derivative of the loss of one residual; at a kink, the subgradient 0.</summary>
    /// <param name="residual">The residual r.</param>
    public abstract double Derivative(double residual);

    /// <summary>The second derivative of the loss of one residual.</summary>
    internal abstract double Curvature(double residual);

    internal override double Sum(ReadOnlySpan<double> outputs, int outputCount, in TargetBlock targets, Span<double> gradient)
    {
        var sum = 0.0;
        gradient.Clear();
        for (var k = 0; k < outputCount; k++)
            for (var i = 0; i < targets.Count; i++)
            {
                var at = k * targets.Width + i;
                var (factor, weight) = (targets.InverseSigma.IsEmpty ? 1 : targets.InverseSigma[i], targets.WeightOf(i));
                var residual = (outputs[at] - targets.Values[k * targets.Stride + i]) * factor;
                sum += weight * Value(residual);
                if (!gradient.IsEmpty) gradient[at] = weight * Derivative(residual) * factor;
            }
        return sum;
    }
}
