using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.Chains;

/// <summary>Single transformations whose outcome can be written down.</summary>
public class ClosedFormTests
{
    private static Vector[] Points(Objective objective, Vector start, int count, Key key, params Transformation[] links) =>
        [.. Optimizer.Steps(objective, new Chained(Chain.Of(links)), start, key).Select(state => state.Point).Take(count)];

    /// <summary>What becomes of an update: the move from 0, since a chain adds it to the point.</summary>
    private static Vector Passed(Transformation link, Vector update) =>
        Points(Objective.FromGradient("constant", update.Count, update.Dot, _ => update), Vector.Zero(update.Count), 2, default, link)[1];

    [Fact]
    public void Noise_is_normal_with_a_variance_that_falls()
    {
        const int n = 20_000;
        var flat = Objective.FromGradient("flat", n, _ => 0, _ => Vector.Zero(n));
        Vector last = Vector.Zero(n), before = Vector.Zero(n);
        var points = Points(flat, last, 6, Key.FromSeed(4), new AddNoise(3, 0.55));
        for (var t = 1; t < points.Length; t++)
        {
            var noise = (points[t] - last) / Math.Sqrt(3 / Math.Pow(1 + t, 0.55));
            // Sums of n independent terms: five standard deviations.
            Assert.InRange(noise.Sum() / Math.Sqrt(n), -5, 5);
            Assert.InRange((noise.Dot(noise) - n) / Math.Sqrt(2 * n), -5, 5);
            Assert.InRange(noise.Times(noise).Times(noise).Sum() / Math.Sqrt(15 * n), -5, 5);
            Assert.InRange(noise.Dot(before) / Math.Sqrt(n), -5, 5);
            (last, before) = (points[t], noise);
        }
    }

    [Fact]
    public void Noise_follows_the_key_and_none_changes_nothing()
    {
        var problem = TestProblems.Sphere();
        Vector[] Noisy(long seed, double variance) =>
            Points(problem.Objective, problem.Start, 20, Key.FromSeed(seed), new AddNoise(variance), new ScaleByLearningRate(0.1));
        Assert.Equal(Noisy(1, 0.5), Noisy(1, 0.5));
        Assert.NotEqual(Noisy(1, 0.5)[1], Noisy(2, 0.5)[1]);
        var plain = Points(problem.Objective, problem.Start, 20, default, new ScaleByLearningRate(0.1));
        Assert.Equal(plain.Select(point => string.Join(' ', point.Bits())), Noisy(1, 0).Select(point => string.Join(' ', point.Bits())));
    }

    [Fact]
    public void Centralising_takes_the_mean_away() => Property.Holds(key =>
    {
        var update = key.Normals(1 + key.Integer(40, 500));
        var passed = Passed(new Centralize(), update);
        var mean = update.AsSeq().Average();
        for (var i = 0; i < update.Count; i++) Assert.Equal(update[i] - mean, passed[i], 1e-14);
        Assert.Equal(0, passed.Sum(), 1e-13);
    });

    [Fact]
    public void Factors_multiply_each_coordinate() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(40, 500);
        var (update, factors) = (key.Fold(1).Normals(n), key.Fold(2).Normals(n));
        Assert.Equal(update.Times(factors), Passed(new ScaleByFactors(factors), update));
        Assert.Contains("one element per coordinate",
            Assert.Throws<ArgumentException>(() => Passed(new ScaleByFactors(factors), Vector.Repeat(n + 1, 1))).Message);
    });

    [Fact]
    public void The_exponential_average_of_the_points_weighs_them_by_powers() => Property.Holds(key =>
    {
        const int steps = 25;
        var beta = key.Between(0, 0.99);
        var problem = TestProblems.Levy(1 + key.Integer(9, 1));
        var method = new Chained(Chain.Of(new ScaleByLearningRate(0.01), new AveragePointsExponentially(beta)));
        var states = Optimizer.Steps(problem.Objective, method, key.Fold(2).PointIn(problem.Lower, problem.Upper)).Take(steps + 1).ToList();
        var expected = Math.Pow(beta, steps) * states[0].Point;
        for (var t = 1; t <= steps; t++) expected += (1 - beta) * Math.Pow(beta, steps - t) * states[t].Point;
        Assert.True((method.Answer(states[^1]) - expected).Norm() <= 1e-13 * (1 + expected.Norm()));
    });

    [Fact]
    public void The_plain_average_is_the_mean_of_every_kth_point() => Property.Holds(key =>
    {
        const int steps = 25;
        var (from, every) = (1 + key.Integer(30, 1), 1 + key.Integer(5, 2));
        var problem = TestProblems.Levy(1 + key.Integer(9, 3));
        var method = new Chained(Chain.Of(new ScaleByLearningRate(0.01), new AveragePoints(from, every)));
        var states = Optimizer.Steps(problem.Objective, method, key.Fold(4).PointIn(problem.Lower, problem.Upper)).Take(steps + 1).ToList();
        var taken = states.Where((_, t) => t >= from && (t - from) % every == 0).Select(state => state.Point).ToList();
        var expected = taken.Count == 0 ? states[^1].Point : taken.Aggregate((a, b) => a + b) / taken.Count;
        Assert.True((method.Answer(states[^1]) - expected).Norm() <= 1e-13 * (1 + expected.Norm()));
    });
}
