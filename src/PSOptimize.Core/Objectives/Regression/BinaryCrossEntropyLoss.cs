namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The mean of <c>−y ln a − (1 − y) ln(1 − a)</c> with <c>a = σ(z) = 1/(1 + e⁻ᶻ)</c> of the output z: two classes, y = 0 or 1.
/// </summary>
/// <remarks>Takes the output before the sigmoid and computes <c>max(z, 0) − yz + ln(1 + e^−|z|)</c>, which neither overflows nor loses digits.</remarks>
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
            sum += Math.Max(z, 0) - y * z + double.LogP1(decay);
            if (!gradient.IsEmpty) gradient[i] = (z >= 0 ? 1 / (1 + decay) : decay / (1 + decay)) - y;
        }
        return sum;
    }

    internal override void Link(Span<double> outputs, int outputCount, int width) =>
        System.Numerics.Tensors.TensorPrimitives.Sigmoid(outputs, outputs);
}
