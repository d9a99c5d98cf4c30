using System.Numerics.Tensors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The mean of <c>−ln q</c> for the true class, with <c>q = softmax(z)</c> of the outputs z, one per class.
/// </summary>
/// <remarks>The outputs are the logits, before the softmax; the largest is subtracted first, so that nothing overflows.</remarks>
public sealed record CategoricalCrossEntropyLoss : Loss
{
    /// <inheritdoc/>
    public override bool Classifies => true;

    internal override double Sum(ReadOnlySpan<double> outputs, int outputCount, in TargetBlock targets, Span<double> gradient)
    {
        Span<double> own = gradient.IsEmpty ? new double[outputs.Length] : gradient;
        var width = targets.Width;
        var scratch = new double[2 * width];
        Span<double> top = scratch.AsSpan(0, width), total = scratch.AsSpan(width);
        Exponentials(outputs, own, outputCount, width, top, total);

        var sum = 0.0;
        for (var i = 0; i < targets.Count; i++)
        {
            sum += targets.WeightOf(i) * (Math.Log(total[i]) + top[i] - outputs[(int)targets.Values[i] * width + i]);
            total[i] = targets.WeightOf(i) / total[i];
        }
        if (gradient.IsEmpty) return sum;
        total[targets.Count..].Clear();
        for (var k = 0; k < outputCount; k++)
        {
            var row = gradient.Slice(k * width, width);
            TensorPrimitives.Multiply(row, total, row);
        }
        for (var i = 0; i < targets.Count; i++) gradient[(int)targets.Values[i] * width + i] -= targets.WeightOf(i);
        return sum;
    }

    internal override void Link(Span<double> outputs, int outputCount, int width) => Softmax(outputs, outputCount, width);

    /// <summary>Replaces the outputs of each data row with their softmax.</summary>
    internal static void Softmax(Span<double> outputs, int outputCount, int width)
    {
        var scratch = new double[2 * width];
        Span<double> total = scratch.AsSpan(width);
        Exponentials(outputs, outputs, outputCount, width, scratch.AsSpan(0, width), total);
        for (var k = 0; k < outputCount; k++)
        {
            var row = outputs.Slice(k * width, width);
            TensorPrimitives.Divide(row, total, row);
        }
    }

    /// <summary>
    /// Computes the exponentials of the outputs minus their maximum <c>top</c>, and their sum <c>total</c>, for each data row.
    /// </summary>
    private static void Exponentials(
        ReadOnlySpan<double> outputs, Span<double> result, int outputCount, int width, Span<double> top, Span<double> total)
    {
        outputs[..width].CopyTo(top);
        for (var k = 1; k < outputCount; k++) TensorPrimitives.Max(top, outputs.Slice(k * width, width), top);
        total.Clear();
        for (var k = 0; k < outputCount; k++)
        {
            var row = result.Slice(k * width, width);
            TensorPrimitives.Subtract(outputs.Slice(k * width, width), top, row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Add(total, row, total);
        }
    }
}
