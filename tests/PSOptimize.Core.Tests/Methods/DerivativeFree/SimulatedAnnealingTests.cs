using MathNet.Numerics.Distributions;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.DerivativeFree;

public class SimulatedAnnealingTests
{
    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.7, 1)]
    [InlineData(3, 2)]
    [InlineData(8, 2)]
    public void An_uphill_move_is_accepted_with_the_probability_of_Metropolis(double rise, double temperature)
    {
        const int Trials = 20_000;
        var method = new SimulatedAnnealing { Temperature = temperature };
        var accepted = Enumerable.Range(0, Trials).Count(seed =>
        {
            var state = method.Tell(method.Start(Vector.Create(0, 0), Key.FromSeed(seed)), Evaluation.Of(5));
            return !method.Tell(state, Evaluation.Of(5 + rise)).Point.Equals(state.Point);
        });
        var expected = Math.Exp(-rise / temperature);
        // Four standard deviations of a binomial share.
        var allowed = 4 * Math.Sqrt(expected * (1 - expected) / Trials);
        Assert.InRange((double)accepted / Trials - expected, -allowed, allowed);
    }

    [Fact]
    public void A_downhill_move_is_always_accepted()
    {
        var method = new SimulatedAnnealing { Temperature = 1e-9 };
        Assert.All(Enumerable.Range(0, 500), seed =>
        {
            var state = method.Tell(method.Start(Vector.Create(0, 0), Key.FromSeed(seed)), Evaluation.Of(5));
            Assert.Equal(state.Memory<SimulatedAnnealingMemory>().Trials[0], method.Tell(state, Evaluation.Of(5 - 1e-12)).Point);
        });
    }

    // With E = x²/2 the Boltzmann distribution at T is normal with variance T: a walk at T = 1 must agree with it, and must
    // be seen to disagree with that of T = 1.3.
    [Theory]
    [InlineData(AnnealingMoves.Normal)]
    [InlineData(AnnealingMoves.Cauchy)]
    public void At_a_fixed_temperature_the_walk_visits_the_Boltzmann_distribution(AnnealingMoves moves)
    {
        const int Bins = 20, Samples = 4000, Every = 25;
        var method = new SimulatedAnnealing { Temperature = 1, Cooling = Cooling.None, Moves = moves, Radius = 2.4, Tuning = 0 };
        var bowl = Objective.FromValue("Bowl", 1, x => x[0] * x[0] / 2);
        double[] visited = [.. Optimizer.Steps(bowl, method, Vector.Create(0), Key.FromSeed(17)).Skip(500)
            .Where((_, step) => step % Every == 0).Take(Samples).Select(state => state.Point[0])];
        var critical = new ChiSquared(Bins - 1).InverseCumulativeDistribution(0.999);
        Assert.InRange(ChiSquare(1), 0, critical);
        Assert.True(ChiSquare(1.3) > critical);

        double ChiSquare(double temperature)
        {
            var normal = new Normal(0, Math.Sqrt(temperature));
            var counts = visited.CountBy(x => (int)(Bins * normal.CumulativeDistribution(x))).Select(pair => pair.Value);
            var expected = (double)Samples / Bins;
            return counts.Sum(count => (count - expected) * (count - expected) / expected);
        }
    }

    [Theory]
    [InlineData(Cooling.Geometric)]
    [InlineData(Cooling.Linear)]
    [InlineData(Cooling.Logarithmic)]
    [InlineData(Cooling.Adaptive)]
    public void The_temperature_only_falls_within_a_cycle_and_returns_after_it(Cooling cooling)
    {
        var method = new SimulatedAnnealing { Temperature = 3, Cooling = cooling, CycleLength = 400 };
        var bowl = Objective.FromValue("Bowl", 2, x => x.Dot(x));
        double[] temperatures = [.. Optimizer.Steps(bowl, method, Vector.Create(2, 2), Key.FromSeed(1)).Skip(1).Take(402)
            .Select(state => state.Memory<SimulatedAnnealingMemory>().Temperature)];
        Assert.Equal(3, temperatures[0]);
        Assert.All(
            temperatures.Take(400).Zip(temperatures.Skip(1).Take(399)),
            pair => Assert.True(pair.Second <= pair.First && pair.Second > 0));
        Assert.True(temperatures[399] < temperatures[0]);
        Assert.Equal(3, temperatures[400]);
    }

    [Fact]
    public void The_formulas_of_the_coolings_are_those_documented()
    {
        var flat = Objective.FromValue("Flat", 1, _ => 0);
        double At(Cooling cooling, int steps)
        {
            var method = new SimulatedAnnealing { Temperature = 3, Cooling = cooling, CoolingRate = 0.9, CycleLength = 400 };
            return Optimizer.Steps(flat, method, Vector.Create(0)).ElementAt(1 + steps).Memory<SimulatedAnnealingMemory>().Temperature;
        }
        Assert.Equal(3 * Math.Pow(0.9, 7), At(Cooling.Geometric, 7), 1e-12);
        Assert.Equal(3 * (1 - 7 / 400.0), At(Cooling.Linear, 7), 1e-12);
        Assert.Equal(3 * Math.Log(2) / Math.Log(9), At(Cooling.Logarithmic, 7), 1e-12);
        Assert.Equal(3, At(Cooling.Adaptive, 49), 1e-12);
        Assert.Equal(1.5, At(Cooling.Adaptive, 50), 1e-12);
    }

    [Fact]
    public void The_radius_is_tuned_to_the_acceptance_rate()
    {
        var method = new SimulatedAnnealing
        {
            Temperature = 1,
            Cooling = Cooling.None,
            AcceptanceRate = 0.3,
            Radius = 1e-3,
            Tuning = 0.02,
            Moves = AnnealingMoves.Normal,
        };
        var bowl = Objective.FromValue("Bowl", 1, x => 500 * x[0] * x[0]);
        var states = Optimizer.Steps(bowl, method, Vector.Create(0), Key.FromSeed(2)).Skip(2000).Take(4001).ToArray();
        var accepted = states.Zip(states.Skip(1)).Count(pair => !pair.First.Point.Equals(pair.Second.Point));
        Assert.InRange(accepted / 4000.0, 0.27, 0.33);
    }

    [Fact]
    public void The_answer_is_the_best_point_though_the_walk_has_left_it()
    {
        var method = new SimulatedAnnealing { Temperature = 100, Cooling = Cooling.None };
        var bowl = Objective.FromValue("Bowl", 2, x => x.Dot(x));
        var states = Optimizer.Steps(bowl, method, Vector.Create(1, 1), Key.FromSeed(3)).Skip(1).Take(300).ToArray();
        Assert.True(states[^1].Value > bowl.Value(method.Answer(states[^1])));
        Assert.Equal(states.Min(state => state.Value), bowl.Value(method.Answer(states[^1])));
    }

    [Fact]
    public void A_temperature_of_0_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedAnnealing { Temperature = 0 });
        Assert.Contains("above 0", error.Message, StringComparison.Ordinal);
    }
}
