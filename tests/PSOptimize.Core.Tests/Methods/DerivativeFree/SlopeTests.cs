using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Schedules;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.DerivativeFree;

/// <summary>The methods that estimate a slope: their formulas by hand, and their mean.</summary>
public class SlopeTests
{
    private static readonly Vector Start = Vector.Create(1, -2, 0.5);

    /// <summary>½ xᵀAx + bᵀx, whose central difference along a direction is exact.</summary>
    private static readonly Objective Quadratic = Objective.FromValueAndGradient("Quadratic", 3, x => Evaluation.Of(
        2 * x[0] * x[0] + x[0] * x[1] + x[1] * x[1] + 0.5 * x[2] * x[2] - x[2],
        Vector.Create(4 * x[0] + x[1], x[0] + 2 * x[1], x[2] - 1)));

    [Theory]
    [InlineData("SPSA")]
    [InlineData("AntitheticSearch")]
    public void The_mean_of_the_estimates_is_the_gradient(string name)
    {
        const int Trials = 20_000;
        var method = Method.Catalogue.Find(name)!.Create([new("LearningRate", Schedule.Constant(1))]);
        var solver = method.Prepare(Quadratic);
        var gradient = Quadratic.ValueAndGradient(Start).Gradient;
        // The first step's rate is 1, so that the move is minus the estimate.
        Vector[] estimates = [.. Enumerable.Range(0, Trials)
            .Select(seed => Start - solver.Next(solver.Start(Start, Key.FromSeed(seed))).Point)];
        for (var i = 0; i < 3; i++)
        {
            var mean = estimates.Average(estimate => estimate[i]);
            var deviation = Math.Sqrt(estimates.Average(estimate => Math.Pow(estimate[i] - mean, 2)));
            Assert.True(deviation > 1);
            Assert.InRange(mean - gradient[i], -4 * deviation / Math.Sqrt(Trials), 4 * deviation / Math.Sqrt(Trials));
        }
    }

    [Fact]
    public void SPSA_steps_by_the_gains_of_Spall() => Property.Holds(key =>
    {
        var method = new SPSA { LearningRate = 0.3, Noise = 0.2, Stability = 10 };
        var state = method.Start(Start, key);
        for (var k = 0; k < 8; k++)
        {
            var (rate, reach) = (0.3 * Math.Pow(11.0 / (11 + k), 0.602), 0.2 / Math.Pow(k + 1, 0.101));
            var signs = state.Memory<SlopeMemory>().Directions[0];
            Assert.All(signs.AsSeq(), sign => Assert.Equal(1, Math.Abs(sign)));
            var points = method.Ask(state).Points;
            Assert.True((points[1] - (state.Point + reach * signs)).Norm() < 1e-14);
            Assert.True((points[2] - (state.Point - reach * signs)).Norm() < 1e-14);
            var next = method.Tell(state, Evaluation.Of(0), Evaluation.Of(5), Evaluation.Of(2));
            for (var i = 0; i < 3; i++) Assert.Equal(state.Point[i] - rate * (5 - 2) / (2 * reach * signs[i]), next.Point[i], 1e-12);
            state = next;
        }
    }, cases: 100);

    [Fact]
    public void Antithetic_search_moves_along_the_noise_by_the_difference() => Property.Holds(key =>
    {
        var method = new AntitheticSearch { LearningRate = 0.3, Noise = 0.2 };
        var state = method.Start(Start, key);
        var points = method.Ask(state).Points;
        var direction = state.Memory<SlopeMemory>().Directions[0];
        Assert.True((points[1] - (Start + 0.2 * direction)).Norm() < 1e-15 && (points[2] - (Start - 0.2 * direction)).Norm() < 1e-15);
        var wanted = Start - 0.3 * (5 - 2) / 0.4 * direction;
        Assert.True((method.Tell(state, Evaluation.Of(0), Evaluation.Of(5), Evaluation.Of(2)).Point - wanted).Norm() < 1e-12);
    }, cases: 100);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Augmented_random_search_takes_the_best_directions_by_their_deviation(bool scale) => Property.Holds(key =>
    {
        var method = new AugmentedRandomSearch { Directions = 3, TopDirections = 2, LearningRate = 0.5, ScaleByDeviation = scale };
        var state = method.Start(Start, key);
        // The pairs have the values (7, 3), (9, 8) and (1, 6): the better of each is 3, 8 and 1, so that the first and the third count.
        var next = method.Tell(state, [.. ((double[])[0, 7, 3, 9, 8, 1, 6]).Select(Evaluation.Of)]);
        // The mean of 7, 3, 1, 6 is 4.25, the mean of the squares 23.75.
        var deviation = scale ? Math.Sqrt(23.75 - 4.25 * 4.25) : 1;
        var directions = state.Memory<SlopeMemory>().Directions;
        var wanted = Start - 0.5 / (2 * deviation) * ((7 - 3) * directions[0] + (1 - 6) * directions[2]);
        Assert.True((next.Point - wanted).Norm() < 1e-12);
    }, cases: 100);
}
