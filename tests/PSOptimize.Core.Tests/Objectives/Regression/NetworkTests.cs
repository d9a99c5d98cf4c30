using PSOptimize.Methods.FirstOrder;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

using PSOptimize.Objectives.Regression;

namespace PSOptimize.Tests.Objectives.Regression;

public class NetworkTests
{
    [Fact]
    public void A_perceptron_of_64_32_10_learns_the_digits()
    {
        var data = DataFiles.Csv("digits.csv");
        double[] accuracies = [.. Enumerable.Range(0, 5).Select(seed => Train(data, seed).Best.Metrics[^1])];
        Assert.All(accuracies, accuracy => Assert.True(accuracy >= 0.96, string.Join(" ", accuracies)));
        Assert.True(accuracies.Average() >= 0.97, string.Join(" ", accuracies));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        var data = DataFiles.Csv("digits.csv");
        var (one, other) = (Train(data, 3, 2), Train(data, 3, 2));
        Assert.Equal(one.Last.Point, other.Last.Point);
        Assert.NotEqual(one.Last.Point, Train(data, 4, 2).Last.Point);
    }

    private static Run Train(Table data, int seed, int epochs = 30)
    {
        var key = Key.FromSeed(seed);
        var objective = RegressionObjective.Classifier(data.Rest(0.2, key), "digit", [32],
            options: new() { BatchSize = 128, HeldOut = data.Share(0.2, key) });
        Assert.Equal(64 * 32 + 32 + 32 * 10 + 10, objective.Dimension);
        return Optimizer.Run(objective, new Adam { LearningRate = 0.01 }, objective.Start(seed),
            new RunOptions { Stop = StopRule.Iterations(epochs * objective.StepsPerEpoch), Key = key, TraceEvery = objective.StepsPerEpoch });
    }

    [Theory]
    [InlineData(Initialization.Glorot)]
    [InlineData(Initialization.He)]
    public void Starts_have_the_spread_of_their_rule(Initialization initialization)
    {
        var inputs = Enumerable.Range(0, 200).Select(i => $"x{i}").ToArray();
        var start = new Network(inputs, [100], 3, initialization: initialization).Start(Key.FromSeed(1));
        var weights = start.Slice(0, 20_000);
        var variance = weights.Dot(weights) / 20_000;
        Assert.Equal(initialization == Initialization.He ? 2.0 / 200 : 2.0 / 300, variance, 0.02 * variance);
        if (initialization == Initialization.Glorot) Assert.True(weights.AsSeq().All(w => Math.Abs(w) <= Math.Sqrt(6.0 / 300)));
        Assert.Equal(Vector.Zero(100), start.Slice(20_000, 100));
    }
}
