using BenchmarkDotNet.Attributes;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Benchmarks;

/// <summary>
/// Epochs of Adam over the digits (1,797 rows of 64 pixels, ten classes) in batches of 128, on one core: a run, with shuffling, metrics and
/// the loss of all rows once per epoch, compared with the same arithmetic without any of these.
/// </summary>
public abstract class EpochBenchmarks
{
    /// <summary>The number of epochs per invocation, so that the start of a run has its usual weight.</summary>
    protected const int Epochs = 10;

    protected const int Rows = 1797;
    protected const int Pixels = 64;
    protected const int Classes = 10;
    protected const int Batch = 128;

    protected static Table Digits { get; } = Table.ReadCsv(Repository.File("examples", "data", "digits.csv"));

    protected static double[][] Images { get; } = Pictures();

    protected static int[] Labels { get; } = [.. Digits.Numbers("digit").AsSeq().Select(digit => (int)digit)];

    protected static double Run(RegressionObjective objective)
    {
        var options = new RunOptions { Stop = StopRule.Iterations(Epochs * objective.StepsPerEpoch), TraceEvery = 0 };
        return Optimizer.Run(objective, new Adam { LearningRate = 0.01 }, objective.Start(), options).Value;
    }

    protected static IEnumerable<int[]> Batches(int epoch) => Key.FromSeed(0).Fold(epoch).Permutation(Rows).Chunk(Batch);

    /// <summary>Adam as a plain loop over arrays.</summary>
    protected sealed class PlainAdam(int count)
    {
        private readonly double[] _first = new double[count], _second = new double[count];
        private int _step;

        public void Move(double[] point, double[] gradient)
        {
            _step++;
            var (c1, c2) = (1 - Math.Pow(0.9, _step), 1 - Math.Pow(0.999, _step));
            for (var i = 0; i < point.Length; i++)
            {
                _first[i] = 0.9 * _first[i] + 0.1 * gradient[i];
                _second[i] = 0.999 * _second[i] + 0.001 * gradient[i] * gradient[i];
                point[i] -= 0.01 * (_first[i] / c1) / (Math.Sqrt(_second[i] / c2) + 1e-8);
            }
        }
    }

    private static double[][] Pictures()
    {
        var columns = Enumerable.Range(0, Pixels).Select(pixel => Digits.Numbers($"p{pixel}")).ToArray();
        return [.. Enumerable.Range(0, Rows).Select(row => columns.Select(column => column[row]).ToArray())];
    }
}

/// <summary>Softmax regression with 650 parameters.</summary>
public class SoftmaxEpochBenchmarks : EpochBenchmarks
{
    private readonly RegressionObjective _objective = RegressionObjective.Softmax(Digits, "digit", options: new() { BatchSize = Batch });

    /// <summary>The same arithmetic in plain loops.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Epochs)]
    public double PlainLoops()
    {
        const int Width = Pixels + 1;
        var (weights, gradient, z) = (new double[Classes * Width], new double[Classes * Width], new double[Classes]);
        var (adam, loss) = (new PlainAdam(weights.Length), 0.0);
        for (var epoch = 0; epoch < Epochs; epoch++)
            foreach (var batch in Batches(epoch))
            {
                Array.Clear(gradient);
                foreach (var row in batch)
                {
                    var (image, top, total) = (Images[row], double.NegativeInfinity, 0.0);
                    for (var k = 0; k < Classes; k++)
                    {
                        var sum = weights[k * Width + Pixels];
                        for (var i = 0; i < Pixels; i++) sum += weights[k * Width + i] * image[i];
                        z[k] = sum;
                        top = Math.Max(top, sum);
                    }
                    for (var k = 0; k < Classes; k++) total += z[k] = Math.Exp(z[k] - top);
                    loss -= Math.Log(z[Labels[row]] / total);
                    for (var k = 0; k < Classes; k++)
                    {
                        var slope = (z[k] / total - (k == Labels[row] ? 1 : 0)) / batch.Length;
                        for (var i = 0; i < Pixels; i++) gradient[k * Width + i] += slope * image[i];
                        gradient[k * Width + Pixels] += slope;
                    }
                }
                adam.Move(weights, gradient);
            }
        return loss;
    }

    /// <summary>A run of this library.</summary>
    [Benchmark(OperationsPerInvoke = Epochs)]
    public double PSOptimize() => Run(_objective);
}

/// <summary>A perceptron with 64 inputs, 32 rectified linear units and ten classes: 2,410 parameters.</summary>
public class PerceptronEpochBenchmarks : EpochBenchmarks
{
    private const int Hidden = 32;

    private readonly RegressionObjective _objective =
        RegressionObjective.Classifier(Digits, "digit", [Hidden], options: new() { BatchSize = Batch });

    /// <summary>Makes Math.NET use its managed provider and a single thread.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Control.UseManaged();
        Control.UseSingleThread();
    }

    /// <summary>The same arithmetic with matrices of Math.NET.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Epochs)]
    public double MathNetMatrices()
    {
        var build = Matrix<double>.Build;
        var start = _objective.Start().ToArray();
        var first = build.Dense(Pixels, Hidden, start[..(Pixels * Hidden)]);
        var second = build.Dense(Hidden, Classes, start[(Pixels * Hidden + Hidden)..^Classes]);
        var (firstBias, secondBias) = (Vector<double>.Build.Dense(Hidden), Vector<double>.Build.Dense(Classes));
        PlainAdam[] adam = [new(Pixels * Hidden), new(Hidden), new(Hidden * Classes), new(Classes)];
        var loss = 0.0;
        for (var epoch = 0; epoch < Epochs; epoch++)
            foreach (var batch in Batches(epoch))
            {
                var inputs = build.DenseOfRowArrays(batch.Select(row => Images[row]));
                var sums = inputs * first;
                for (var row = 0; row < batch.Length; row++)
                    for (var unit = 0; unit < Hidden; unit++) sums[row, unit] = Math.Max(0, sums[row, unit] + firstBias[unit]);
                var outputs = sums * second;
                for (var row = 0; row < batch.Length; row++)
                {
                    var (top, total) = (double.NegativeInfinity, 0.0);
                    for (var k = 0; k < Classes; k++) top = Math.Max(top, outputs[row, k] += secondBias[k]);
                    for (var k = 0; k < Classes; k++) total += outputs[row, k] = Math.Exp(outputs[row, k] - top);
                    loss -= Math.Log(outputs[row, Labels[batch[row]]] / total);
                    for (var k = 0; k < Classes; k++)
                        outputs[row, k] = (outputs[row, k] / total - (k == Labels[batch[row]] ? 1 : 0)) / batch.Length;
                }
                var bySecond = sums.TransposeThisAndMultiply(outputs);
                var bySums = outputs.TransposeAndMultiply(second);
                bySums.MapIndexedInplace((row, unit, slope) => sums[row, unit] > 0 ? slope : 0);
                var byFirst = inputs.TransposeThisAndMultiply(bySums);
                adam[0].Move(first.AsColumnMajorArray(), byFirst.AsColumnMajorArray());
                adam[1].Move(firstBias.AsArray(), bySums.ColumnSums().AsArray());
                adam[2].Move(second.AsColumnMajorArray(), bySecond.AsColumnMajorArray());
                adam[3].Move(secondBias.AsArray(), outputs.ColumnSums().AsArray());
            }
        return loss;
    }

    /// <summary>A run of this library.</summary>
    [Benchmark(OperationsPerInvoke = Epochs)]
    public double PSOptimize() => Run(_objective);
}
