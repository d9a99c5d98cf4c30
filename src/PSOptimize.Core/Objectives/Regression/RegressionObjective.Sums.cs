using System.Numerics.Tensors;
using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <content>Sums over the rows: losses, gradients, residuals, Jacobians and qualities.</content>
public sealed partial class RegressionObjective
{
    private const int RowsBetweenLooks = 64;

    /// <summary>The sum of the losses of all rows of a sample; its gradient is added to the given one unless that is empty.</summary>
    private double Sum(Sample sample, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var work = _workspaces.Take();
        var (sum, step) = (0.0, work.InverseSigma.Length);
        for (var first = 0; first < sample.Count; first += step)
        {
            if (first > 0) Interruption.Current.ThrowIfRequested();
            var count = Math.Min(step, sample.Count - first);
            var block = new Block
            {
                Inputs = sample.Inputs.AsSpan(first), Stride = sample.Stride, Count = count, Width = Block.Padded(count),
            };
            var targets = new TargetBlock
            {
                Values = sample.Targets.AsSpan(first),
                Stride = sample.Stride,
                InverseSigma = sample.InverseSigma.Length == 0 ? [] : sample.InverseSigma.AsSpan(first),
                Weights = sample.Weights.Length == 0 ? [] : sample.Weights.AsSpan(first),
                Count = count,
                Width = block.Width,
            };
            sum += SumBlock(block, targets, parameters, work, gradient);
        }
        _workspaces.Return(work);
        return sum;
    }

    /// <summary>The sum of the losses of chosen rows, which are gathered into one block.</summary>
    private double SumBatch(ReadOnlySpan<int> rows, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var work = _workspaces.Take();
        var width = Block.Padded(rows.Length);
        Gather(_sample.Inputs, _sample.Stride, rows, work.Inputs, width);
        Gather(_sample.Targets, _sample.Stride, rows, work.Targets, width);
        Gather(_sample.InverseSigma, _sample.Stride, rows, work.InverseSigma, width);
        Gather(_sample.Weights, _sample.Stride, rows, work.Weights, width);
        var block = new Block { Inputs = work.Inputs, Stride = width, Count = rows.Length, Width = width };
        var targets = new TargetBlock
        {
            Values = work.Targets,
            Stride = width,
            InverseSigma = _sample.InverseSigma.Length == 0 ? [] : work.InverseSigma,
            Weights = _sample.Weights.Length == 0 ? [] : work.Weights,
            Count = rows.Length,
            Width = width,
        };
        var sum = SumBlock(block, targets, parameters, work, gradient);
        _workspaces.Return(work);
        return sum;
    }

    private double SumBlock(
        in Block block, in TargetBlock targets, ReadOnlySpan<double> parameters, Workspace work, Span<double> gradient)
    {
        var outputs = work.Outputs.AsSpan(0, Model.Outputs * block.Width);
        Model.Forward(block, parameters, work.Model, outputs, gradient: !gradient.IsEmpty);
        if (gradient.IsEmpty) return Loss.Sum(outputs, Model.Outputs, targets, []);
        var byOutputs = work.ByOutputs.AsSpan(0, outputs.Length);
        var sum = Loss.Sum(outputs, Model.Outputs, targets, byOutputs);
        Model.Pull(block, parameters, work.Model, byOutputs, gradient);
        return sum;
    }

    internal static void Gather(double[] columns, int stride, ReadOnlySpan<int> rows, double[] batch, int width)
    {
        for (int from = 0, to = 0; from < columns.Length; from += stride, to += width)
        {
            var column = columns.AsSpan(from, stride);
            var target = batch.AsSpan(to, width);
            for (var i = 0; i < rows.Length; i++) target[i] = column[rows[i]];
            target[rows.Length..].Clear();
        }
    }

    private static void Scale(Span<double> gradient, double factor)
    {
        if (factor != 1) TensorPrimitives.Multiply(gradient, factor, gradient);
    }

    /// <summary>
    /// The loss of a sample without penalties. The divisor does not count the parameters, since they were not fitted to held-out rows.
    /// </summary>
    private double MeanLoss(Sample sample, Vector point) => Sum(sample, point.AsSpan(), []) / Loss.Divisor(sample.Count, 0);

    /// <summary>The outputs for inputs, or with <paramref name="link"/> the predictions.</summary>
    internal double[] Outputs(double[] inputs, int count, ReadOnlySpan<double> parameters, bool link) =>
        _outputs.Of(inputs, count, parameters, link);

    /// <summary>
    /// Writes the residuals r with <c>½‖r‖² = f</c>, and their Jacobian: <c>√(2/d) (ŷ − y)/σ</c> for each row, where d is the divisor of
    /// the loss, followed by <c>√(2λ₂) w</c> for each weight with an L2 penalty.
    /// </summary>
    /// <param name="point">The parameters.</param>
    /// <param name="batch">The rows to include; empty for all.</param>
    /// <param name="answer">Receives the residuals and the Jacobian.</param>
    /// <returns>The sum of the losses, added up in the order of <see cref="Sum"/>.</returns>
    private double WriteResiduals(Vector point, ReadOnlySpan<int> batch, EvaluationBuffer answer)
    {
        var (count, parameters) = (batch.IsEmpty ? _sample.Count : batch.Length, point.Count);
        int[] weights = [.. Enumerable.Range(0, Options.L2 > 0 ? parameters : 0).Where(i => _penalized[i] > 0)];
        var residuals = new double[count + weights.Length];
        var jacobian = new double[residuals.Length * parameters];
        var scale = Math.Sqrt(2 / (_divisor * count / _sample.Count));
        var work = _workspaces.Take();
        var (sum, sumOfBlock, step, loss) = (0.0, 0.0, work.InverseSigma.Length, (ResidualLoss)Loss);
        for (var i = 0; i < count; i++)
        {
            if (i % step == 0) (sum, sumOfBlock) = (sum + sumOfBlock, 0);
            if (i % RowsBetweenLooks == RowsBetweenLooks - 1) Interruption.Current.ThrowIfRequested();
            var row = batch.IsEmpty ? i : batch[i];
            var weight = scale * _sample.Factor(row);
            var slopes = jacobian.AsSpan(i * parameters, parameters);
            var output = Model.OutputOf(_sample.Inputs, _sample.Stride, row, 0, point.AsSpan(), work, slopes);
            sumOfBlock += loss.Value((output - _sample.Targets[row]) * _sample.Factor(row));
            residuals[i] = weight * (output - _sample.Targets[row]);
            Scale(slopes, weight);
        }
        _workspaces.Return(work);
        for (var k = 0; k < weights.Length; k++)
        {
            var root = Math.Sqrt(2 * Options.L2 * _penalized[weights[k]]);
            residuals[count + k] = root * point[weights[k]];
            jacobian[(count + k) * parameters + weights[k]] = root;
        }
        answer.Residuals = Vector.Create(residuals);
        answer.Jacobian = Matrix.Of(residuals.Length, parameters, Vector.Create(jacobian));
        return sum + sumOfBlock;
    }

    /// <summary>The Jacobian of the outputs on rows of inputs.</summary>
    internal double[][] JacobianOn(double[] inputs, int count, Vector point) => _outputs.JacobianOn(inputs, count, point);

    /// <summary>The accuracy of a classifier, or the coefficient of determination of any other model.</summary>
    private double Quality(Sample sample, Vector point)
    {
        var outputs = Outputs(sample.Inputs, sample.Count, point.AsSpan(), link: false);
        return Classes.Count > 0 ? AccuracyOf(sample, outputs) : RSquaredOf(sample, outputs);
    }

    private double AccuracyOf(Sample sample, double[] outputs)
    {
        var correct = 0;
        for (var row = 0; row < sample.Count; row++)
            if (_outputs.ChosenClass(outputs, sample.Stride, row) == TrueClass(sample, row)) correct++;
        return (double)correct / sample.Count;
    }

    private int TrueClass(Sample sample, int row)
    {
        if (Loss.Classifies || Model.Outputs == 1) return (int)sample.Targets[row];
        var index = 0;
        while (sample.Targets[index * sample.Stride + row] == 0) index++;
        return index;
    }

    private static double RSquaredOf(Sample sample, double[] outputs)
    {
        double Weight(int row) => sample.Factor(row) * sample.Factor(row) * (sample.Weights.Length == 0 ? 1 : sample.Weights[row]);
        double weights = 0, mean = 0, residual = 0, total = 0;
        for (var row = 0; row < sample.Count; row++)
        {
            weights += Weight(row);
            mean += Weight(row) * sample.Targets[row];
        }
        mean /= weights;
        for (var row = 0; row < sample.Count; row++)
        {
            residual += Weight(row) * Math.Pow(sample.Targets[row] - outputs[row], 2);
            total += Weight(row) * Math.Pow(sample.Targets[row] - mean, 2);
        }
        // A constant target has no variance, whatever rounding leaves of it.
        return total > 1e-28 * mean * mean * weights ? 1 - residual / total : double.NaN;
    }

    internal double FittedLoss(Vector point) => Sum(_sample, point.AsSpan(), []) / _divisor;

    internal double RSquared(Vector point) =>
        RSquaredOf(_sample, Outputs(_sample.Inputs, _sample.Count, point.AsSpan(), link: false));

    internal Sample Fitted => _sample;

    internal double LossOn(Table rows, Vector point) => MeanLoss(SampleOf(rows), point);

    internal double QualityOn(Table rows, Vector point) => Quality(SampleOf(rows), point);

    private Sample SampleFrom(Table rows, RegressionOptions options) =>
        Sample.FromTable(rows, Model, Target, Loss, Classes, options, Scaling);

    /// <summary>Rows that are not fitted; all weigh the same if they lack the column of weights.</summary>
    private Sample SampleOf(Table rows) =>
        SampleFrom(rows, Options.Weight is { } weight && !rows.Has(weight) ? Options with { Weight = null } : Options);
}
