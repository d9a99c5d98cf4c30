using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>The outputs of a model on rows of inputs, with their Jacobian.</summary>
/// <param name="model">The model.</param>
/// <param name="loss">The loss, whose link makes predictions of outputs.</param>
/// <param name="workspaces">The working memory.</param>
internal sealed class ModelOutputs(Model model, Loss loss, Workspace.Pool workspaces)
{
    /// <summary>The outputs for inputs, or with <paramref name="link"/> the predictions: one row of the padded length per output.</summary>
    public double[] Of(double[] inputs, int count, ReadOnlySpan<double> parameters, bool link)
    {
        var work = workspaces.Take();
        var (stride, step) = (Block.Padded(count), work.InverseSigma.Length);
        var result = new double[model.Outputs * stride];
        for (var first = 0; first < count; first += step)
        {
            if (first > 0) Interruption.Current.ThrowIfRequested();
            var size = Math.Min(step, count - first);
            var block = new Block { Inputs = inputs.AsSpan(first), Stride = stride, Count = size, Width = Block.Padded(size) };
            var outputs = work.Outputs.AsSpan(0, model.Outputs * block.Width);
            model.Forward(block, parameters, work.Model, outputs, gradient: false);
            if (link) loss.Link(outputs, model.Outputs, block.Width);
            for (var k = 0; k < model.Outputs; k++) outputs.Slice(k * block.Width, size).CopyTo(result.AsSpan(k * stride + first));
        }
        workspaces.Return(work);
        return result;
    }

    /// <summary>
    /// The Jacobian of the outputs on rows of inputs: one column per parameter, with the rows of the first output, then those of the next.
    /// </summary>
    public double[][] JacobianOn(double[] inputs, int count, Vector point)
    {
        var work = workspaces.Take();
        var columns = new double[point.Count][];
        for (var p = 0; p < columns.Length; p++) columns[p] = new double[model.Outputs * count];
        var slopes = new double[point.Count];
        for (var row = 0; row < count; row++)
            for (var k = 0; k < model.Outputs; k++)
            {
                model.OutputOf(inputs, Block.Padded(count), row, k, point.AsSpan(), work, slopes);
                for (var p = 0; p < slopes.Length; p++) columns[p][k * count + row] = slopes[p];
            }
        workspaces.Return(work);
        return columns;
    }

    /// <summary>
    /// The class of the largest output; for a single output, the second class if the logit is above 0 or the output above 1/2.
    /// </summary>
    public int ChosenClass(double[] outputs, int stride, int row)
    {
        if (model.Outputs == 1) return outputs[row] > (loss.Classifies ? 0 : 0.5) ? 1 : 0;
        var best = 0;
        for (var k = 1; k < model.Outputs; k++)
            if (outputs[k * stride + row] > outputs[best * stride + row]) best = k;
        return best;
    }
}
