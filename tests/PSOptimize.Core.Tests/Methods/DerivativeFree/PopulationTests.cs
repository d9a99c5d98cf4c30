using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.DerivativeFree;

/// <summary>The formulas of the methods with a population, worked out independently on plain numbers.</summary>
public class PopulationTests
{
    private static readonly Objective Bowl =
        Objective.FromValue("Bowl", 0, x => x.AsSeq().Select((t, i) => (i + 1) * (t - 1) * (t - 1)).Sum());

    public static TheoryData<string> ByRank =>
        ["NelderMead", "CMAES", "DifferentialEvolution", "ParticleSwarm", "PatternSearch", "RandomSearch"];

    [Fact]
    public void CMAES_begins_anew_where_its_covariance_has_overflown()
    {
        var sphere = TestProblems.Sphere().Objective;
        var solver = new CMAES().Prepare(sphere);
        var state = solver.Start([1.0, 2]);
        var vectors = state.Memory.Vectors.ToDictionary();
        vectors[nameof(CMAESMemory.Covariance)] = Vector.Repeat(4, double.MaxValue);
        vectors[nameof(CMAESMemory.CovariancePath)] = Vector.Repeat(2, 1e200);
        var next = solver.Next(state with { Memory = Memory.Of(vectors, state.Memory.Numbers) });
        Assert.All(solver.Ask(next).Queries, query => Assert.True(query.Point.IsFinite()));
    }

    [Theory, MemberData(nameof(ByRank))]
    public void Only_the_order_of_the_values_counts(string name) => Property.Holds(key =>
    {
        var method = Method.Catalogue.Find(name)!.Default;
        // Twice as far from 1 in steps of the last digit: bent about like a square, and no two values become equal.
        var one = BitConverter.DoubleToInt64Bits(1);
        var bent = Objective.FromValue("Bent", 0, x =>
            BitConverter.Int64BitsToDouble(one + 2 * (BitConverter.DoubleToInt64Bits(Bowl.Value(x)) - one)));
        var start = key.Fold(7).PointIn(Vector.Repeat(3, -2), Vector.Repeat(3, 3));
        foreach (var (plain, other) in Optimizer.Steps(Bowl, method, start, key).Zip(Optimizer.Steps(bent, method, start, key)).Take(20))
            Assert.Equal(plain.Point.Bits(), other.Point.Bits());
    }, cases: 50);

    // λ, μ, w₁ and μ_eff: what the author's own program prints for each λ, "(5_w,10)-CMA-ES (mu_w=3.2, w_1=45%)".
    [Theory]
    [InlineData(6, 3, 0.63, 2.0)]
    [InlineData(8, 4, 0.52, 2.6)]
    [InlineData(10, 5, 0.45, 3.2)]
    [InlineData(12, 6, 0.40, 3.7)]
    public void The_weights_of_CMA_ES_are_those_of_Hansen(int population, int parents, double first, double effective)
    {
        var rule = new CMAESWeights(10, population);
        Assert.Equal(parents, rule.Parents);
        Assert.Equal(1, rule.Weights.Sum(), 1e-15);
        Assert.InRange(rule.Weights[0], first, first + 0.01);
        Assert.Equal(effective, rule.Effective, 0.05);
    }

    [Fact]
    public void The_first_generation_of_CMA_ES_moves_mean_paths_step_and_covariance_as_the_tutorial_says() => Property.Holds(key =>
    {
        const int N = 3, Lambda = 6, Mu = 3;
        const double Sigma = 0.5;
        var method = new CMAES { Sigma = Sigma, Population = Lambda };
        // Coordinates of the size 1, so that the distribution is a sphere at first.
        var start = method.Start(Vector.Create(1, 0.5, -0.25), key);
        var first = start.Memory<CMAESMemory>();
        // The start comes first and has no part; the last trial is the best.
        double[] values = [100, 6, 5, 4, 3, 2, 1];
        var next = method.Tell(start, [.. values.Select(Evaluation.Of)]).Memory<CMAESMemory>();

        double[] raw = [.. Enumerable.Range(1, Mu).Select(i => Math.Log((Lambda + 1) / 2.0) - Math.Log(i))];
        double[] weights = [.. raw.Select(weight => weight / raw.Sum())];
        var effective = 1 / weights.Sum(weight => weight * weight);
        var moves = weights.Select((_, i) => (first.Trials[Lambda - i] - first.Point) / Sigma).ToArray();
        var move = Vector.Init(N, j => weights.Select((weight, i) => weight * moves[i][j]).Sum());
        Assert.True((next.Mean - (first.Point + Sigma * move)).Norm() < 1e-13);

        var cSigma = (effective + 2) / (N + effective + 5);
        var damping = 1 + 2 * Math.Max(0, Math.Sqrt((effective - 1) / (N + 1)) - 1) + cSigma;
        var pathSigma = Math.Sqrt(cSigma * (2 - cSigma) * effective) * move;
        Assert.True((next.SigmaPath - pathSigma).Norm() < 1e-13);
        var expected = Math.Sqrt(N) * (1 - 1.0 / (4 * N) + 1.0 / (21 * N * N));
        Assert.Equal(Sigma * Math.Exp(Math.Min(1, cSigma / damping * (pathSigma.Norm() / expected - 1))), next.Sigma, 1e-13);

        var cPath = (4 + effective / N) / (N + 4 + 2 * effective / N);
        var h = pathSigma.Norm() / Math.Sqrt(1 - Math.Pow(1 - cSigma, 2)) < (1.4 + 2.0 / (N + 1)) * expected ? 1 : 0;
        var path = h * Math.Sqrt(cPath * (2 - cPath) * effective) * move;
        Assert.True((next.CovariancePath - path).Norm() < 1e-13);
        var c1 = 2 / (Math.Pow(N + 1.3, 2) + effective);
        var cMu = Math.Min(1 - c1, 2 * (0.25 + effective + 1 / effective - 2) / (Math.Pow(N + 2, 2) + effective));
        for (var r = 0; r < N; r++)
            for (var c = 0; c < N; c++)
            {
                var keep = 1 + c1 * (1 - h) * cPath * (2 - cPath) - c1 - cMu;
                var wanted = keep * (r == c ? 1 : 0) + c1 * path[r] * path[c]
                    + cMu * weights.Select((weight, i) => weight * moves[i][r] * moves[i][c]).Sum();
                Assert.Equal(wanted, next.Covariance[r * N + c], 1e-13);
            }
    }, cases: 200);

    [Fact]
    public void The_constants_of_the_swarm_are_those_of_the_constriction()
    {
        // Clerc and Kennedy 2002: χ = 2/|2 − φ − √(φ² − 4φ)| for φ = 4.1, and χφ/2 for each pull.
        const double Phi = 4.1;
        var constriction = 2 / Math.Abs(2 - Phi - Math.Sqrt(Phi * Phi - 4 * Phi));
        var method = new ParticleSwarm();
        Assert.Equal(constriction, method.Inertia, 5e-5);
        Assert.Equal(constriction * Phi / 2, method.Cognitive, 5e-6);
        Assert.Equal(method.Cognitive, method.Social);
    }

    [Fact]
    public void A_particle_flies_on_by_its_inertia_and_is_pulled_at_most_by_the_constants() => Property.Holds(key =>
    {
        var start = Vector.Create(1, 2);
        var drifting = new ParticleSwarm { Population = 5, Cognitive = 0, Social = 0 };
        var state = drifting.Prepare(Bowl).Next(drifting.Start(start, key)).Memory<ParticleSwarmMemory>();
        var before = drifting.Start(start, key).Memory<ParticleSwarmMemory>();
        for (var i = 0; i < 5; i++) Assert.True((state.Trials[i] - (before.Trials[i] + 0.7298 * before.Velocities[i])).Norm() < 1e-14);

        var pulled = new ParticleSwarm { Population = 5, Cognitive = 0, Inertia = 0, Social = 2 };
        var first = pulled.Start(start, key).Memory<ParticleSwarmMemory>();
        var next = pulled.Prepare(Bowl).Next(pulled.Start(start, key)).Memory<ParticleSwarmMemory>();
        for (var i = 0; i < 5; i++)
            for (var j = 0; j < 2; j++)
            {
                // A move of 2 r (g − x), r uniform in [0, 1).
                var share = (next.Trials[i][j] - first.Trials[i][j]) / (next.Point[j] - first.Trials[i][j]);
                if (first.Trials[i][j] != next.Point[j]) Assert.InRange(share, -1e-9, 2 + 1e-9);
            }
    }, cases: 100);

    [Fact]
    public void A_mutant_is_a_member_and_a_weighted_difference_of_two_others() => Property.Holds(key =>
    {
        // With a crossover rate of 1 the trial is the mutant itself.
        var method = new DifferentialEvolution { Population = 6, Adaptive = false, DifferenceWeight = 0.7, CrossoverRate = 1 };
        var state = method.Prepare(Bowl).Next(method.Start(Vector.Create(1, 2), key)).Memory<DifferentialEvolutionMemory>();
        for (var i = 0; i < 6; i++)
        {
            var others = Enumerable.Range(0, 6).Where(k => k != i).ToArray();
            var triples = others.SelectMany(a => others.SelectMany(b => others.Select(c => (a, b, c))))
                .Where(t => t.a != t.b && t.b != t.c && t.a != t.c);
            Assert.Contains(triples,
                t => (state.Trials[i] - (state.Members[t.a] + 0.7 * (state.Members[t.b] - state.Members[t.c]))).Norm() < 1e-14);
        }
    }, cases: 100);

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void Each_coordinate_comes_from_the_mutant_at_the_crossover_rate_and_one_always_does(double rate)
    {
        const int N = 5;
        var method = new DifferentialEvolution { Population = 10, Adaptive = false, CrossoverRate = rate };
        int[] crossed = [.. Enumerable.Range(0, 400).SelectMany(seed =>
        {
            var state = method.Prepare(Bowl).Next(method.Start(Vector.Zero(N), Key.FromSeed(seed))).Memory<DifferentialEvolutionMemory>();
            return Enumerable.Range(0, 10).Select(i => Enumerable.Range(0, N).Count(j => state.Trials[i][j] != state.Members[i][j]));
        })];
        Assert.All(crossed, count => Assert.InRange(count, 1, N));
        // One forced coordinate, and the rest each with the rate: mean 1 + (n − 1)CR, variance (n − 1)CR(1 − CR).
        var error = 4 * Math.Sqrt((N - 1) * rate * (1 - rate) / crossed.Length);
        Assert.InRange(crossed.Average() - (1 + (N - 1) * rate), -error - 1e-12, error + 1e-12);
    }

    [Fact]
    public void A_trial_takes_the_place_of_a_member_that_is_no_lower() => Property.Holds(key =>
    {
        var method = new DifferentialEvolution { Population = 4 };
        var known = method.Tell(method.Start(Vector.Create(1, 2), key), [.. ((double[])[5, 6, 7, 8]).Select(Evaluation.Of)]);
        var first = known.Memory<DifferentialEvolutionMemory>();
        var next = method.Tell(known, [.. ((double[])[4, 6, 7.5, double.NaN]).Select(Evaluation.Of)]).Memory<DifferentialEvolutionMemory>();
        Assert.Equal([first.Trials[0], first.Trials[1], first.Members[2], first.Members[3]], next.Members.AsSeq());
        Assert.Equal(first.Trials[0], next.Point);
    }, cases: 100);

    [Fact]
    public void A_random_search_moves_to_what_is_lower_and_follows_success_with_its_radius()
    {
        var method = new RandomSearch { Radius = 2, Shrink = 0.8, Growth = 1.25 };
        var known = method.Tell(method.Start(Vector.Create(0, 0)), Evaluation.Of(5));
        var state = known.Memory<RandomSearchMemory>();
        var better = method.Tell(known, Evaluation.Of(4)).Memory<RandomSearchMemory>();
        Assert.Equal((state.Trials[0], 2.5), (better.Point, better.Radius));
        var worse = method.Tell(known, Evaluation.Of(5)).Memory<RandomSearchMemory>();
        Assert.Equal((state.Point, 1.6), (worse.Point, worse.Radius));
    }

    [Fact]
    public void A_uniform_random_search_fills_its_box()
    {
        var (method, problem) = (new RandomSearch { Form = RandomSearchForm.Uniform }, Problem.Of(Bowl).KeptWithin(Box.Of(-2, 6)));
        double[] drawn = [.. Optimizer.Steps(problem, method, Vector.Create(0), Key.FromSeed(3)).Skip(1).Take(8000)
            .Select(state => state.Memory<RandomSearchMemory>().Trials[0][0])];
        // Eight equal parts: chi-squared with 7 degrees of freedom, the 0.999 quantile.
        var counts = drawn.CountBy(x => (int)Math.Floor(x + 2)).ToDictionary();
        Assert.Equal(Enumerable.Range(0, 8), counts.Keys.Order());
        Assert.InRange(counts.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000), 0, 24.32);
    }
}
