using System.Numerics.Tensors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The mean of <c>−y ln a − (1 − y) ln(1 − a)</c> with <c>a = σ(z) = 1/(1 + e⁻ᶻ)</c> of the output z, for two classes y = 0 and y = 1.
/// </summary>
/// <remarks>
/// The output is the logit, before the sigmoid: <c>max(z, 0) − yz + ln(1 + e^−|z|)</c> neither overflows nor loses digits.
/// </remarks>
public sealed record BinaryCrossEntropyLoss : Loss
{
    /// <inheritdoc/>
    public override bool Classifies => true;

    internal override double Sum(ReadOnlySpan<double> outputs, int outputCount, in TargetBlock targets, Span<double> gradient)
    {
        var sum = 0.0;
        gradient.Clear();
        for (var i = 0; i < targets.Count; i++)
        {
            var (z, y) = (outputs[i], targets.Values[i]);
            var decay = Math.Exp(-Math.Abs(z));
            var weight = targets.WeightOf(i);
            sum += weight * (Math.Max(z, 0) - y * z + double.LogP1(decay));
            if (!gradient.IsEmpty) gradient[i] = weight * ((z >= 0 ? 1 / (1 + decay) : decay / (1 + decay)) - y);
        }
        return sum;
    }

    internal override void Link(Span<double> outputs, int outputCount, int width) =>
        TensorPrimitives.Sigmoid(outputs, outputs);
}
