using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives.Regression;

public class NetworkTests
{
    [Fact]
    public void A_perceptron_of_64_32_10_learns_the_digits()
    {
        var data = DataFiles.Csv("digits.csv");
        Run[] runs = [.. Enumerable.Range(0, 5).Select(seed => Train(data, seed, split: 0))];
        double[] best = [.. runs.Select(run => run.Best.Metrics[^1])], last = [.. runs.Select(run => run.Last.Metrics[^1])];
        foreach (var accuracies in (double[][])[best, last])
        {
            Assert.All(accuracies, accuracy => Assert.True(accuracy >= 0.96, string.Join(" ", accuracies)));
            Assert.True(accuracies.Average() >= 0.97, string.Join(" ", accuracies));
        }
    }

    /// <summary>
    /// A fifth of the digits are 359 images, and a difference of one percent among them is chance, so that a single split says little:
    /// these are means over 20 splits. A run reports its best epoch on the held-out rows; the last epoch shows that this is not a lucky
    /// moment.
    /// </summary>
    [Fact]
    public void A_perceptron_learns_the_digits_on_other_splits()
    {
        var data = DataFiles.Csv("digits.csv");
        Run[] runs = [.. Enumerable.Range(100, 20).Select(seed => Train(data, seed, split: seed))];
        double best = runs.Average(run => run.Best.Metrics[^1]), last = runs.Average(run => run.Last.Metrics[^1]);
        Assert.True(best >= 0.975 && last >= 0.97, $"best {best}, last {last}");
        Assert.All(runs, run => Assert.True(run.Best.Metrics[^1] >= 0.95));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        var data = DataFiles.Csv("digits.csv");
        var (one, other) = (Train(data, 3, 2), Train(data, 3, 2));
        Assert.Equal(one.Last.Point, other.Last.Point);
        Assert.NotEqual(one.Last.Point, Train(data, 4, 2).Last.Point);
    }

    private static Run Train(Table data, int seed, int epochs = 30, int split = 0)
    {
        var (key, rows) = (Key.FromSeed(seed), Key.FromSeed(split));
        var objective = RegressionObjective.Classifier(data.Rest(0.2, rows), "digit", [32],
            options: new() { BatchSize = 128, HeldOut = data.Share(0.2, rows) });
        Assert.Equal(64 * 32 + 32 + 32 * 10 + 10, objective.Dimension);
        var stop = StopRule.Iterations(epochs * objective.StepsPerEpoch);
        return Optimizer.Run(objective, new Adam { LearningRate = 0.01 }, objective.Start(seed),
            new RunOptions { Stop = stop, Key = key, TraceEvery = objective.StepsPerEpoch });
    }

    [Theory]
    [InlineData(Initialization.FanIn)]
    [InlineData(Initialization.Glorot)]
    [InlineData(Initialization.He)]
    public void Initial_weights_have_the_variance_of_their_rule(Initialization initialization)
    {
        var inputs = Enumerable.Range(0, 200).Select(i => $"x{i}").ToArray();
        var start = new Network(inputs, [100], 3, initialization: initialization).Start(Key.FromSeed(1));
        var weights = start.Slice(0, 20_000);
        var variance = weights.Dot(weights) / 20_000;
        var (expected, bound) = initialization switch
        {
            Initialization.He => (2.0 / 200, double.PositiveInfinity),
            Initialization.Glorot => (2.0 / 300, Math.Sqrt(6.0 / 300)),
            _ => (1.0 / 600, Math.Sqrt(1.0 / 200)),
        };
        Assert.Equal(expected, variance, 0.02 * variance);
        Assert.True(weights.AsSeq().All(w => Math.Abs(w) <= bound));
        Assert.Equal(Vector.Zero(100), start.Slice(20_000, 100));
    }
}
