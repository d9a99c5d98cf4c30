using PSOptimize.Differentiation;
using PSOptimize.Methods.Chains;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Schedules;
using PSOptimize.Stopping;
using PSOptimize.Tests.Methods;
using PSOptimize.Tests.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives;

public class PenaltyTests
{
    /// <summary><c>½ Σ cᵢ(xᵢ − aᵢ)²</c>, whose minimiser with an L1 penalty is aᵢ shrunk towards 0 by λ/cᵢ.</summary>
    private static Objective Bowl(Vector centre, Vector curvature) => Objective.FromSpans("bowl", centre.Count, (x, gradient) =>
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var away = x[i] - centre[i];
            sum += curvature[i] * away * away / 2;
            if (!gradient.IsEmpty) gradient[i] = curvature[i] * away;
        }
        return sum;
    });

    private static double Soft(double value, double by) => Math.Sign(value) * Math.Max(Math.Abs(value) - by, 0);

    // PolyakStep needs the minimum with the penalty, which is not known here; ScheduleFree averages and converges only as 1/t.
    private static readonly string[] NotExact = ["PolyakStep", "ScheduleFree"];

    public static TheoryData<string> All => Names.FirstOrder(method => !NotExact.Contains(method.Name));

    [Theory, MemberData(nameof(All))]
    public void Every_method_reaches_the_minimum_with_exact_zeros(string name)
    {
        var (centre, curvature) = (Vector.Create(2, -0.05, 0.3, -1, 0.0, 0.08), Vector.Create(1, 1, 0.5, 2, 1, 0.2));
        var method = Names.FirstOrder(name) with { LearningRate = Rate(name), WeightDecay = 0 };
        var problem = Problem.Of(Bowl(centre, curvature)).Penalized(0.1);
        var options = new RunOptions { Stop = StopRule.Iterations(20_000), TraceEvery = 0 };
        var run = Optimizer.Run(problem, method, Vector.Create(0.5, 0.5, 0.5, 0.5, 0.5, -0.5), options);
        for (var i = 0; i < 6; i++)
        {
            var expected = Soft(centre[i], 0.1 / curvature[i]);
            if (expected == 0) Assert.Equal(0.0, run.Last.Point[i]);
            else Assert.Equal(expected, run.Last.Point[i], 1e-6);
        }
    }

    private static Schedule Rate(string name) => name switch
    {
        "DoG" or "QHM" => 1,
        "LARS" => new ExponentialSchedule(20, 1e-3),
        "AdaGrad" or "AdaGradFull" or "Adadelta" => new ExponentialSchedule(0.5, 1e-3),
        _ => new ExponentialSchedule(0.05, 1e-3),
    };

    [Fact]
    public void Values_and_gradients_include_the_penalty() => Property.Holds(key =>
    {
        var bowl = Bowl(key.Fold(0).Normals(5), key.Fold(1).Uniforms(5));
        var (l1, l2) = (key.Uniform(2), key.Uniform(3));
        var objective = Problem.Of(bowl.WithMaximize(key.Uniform(4) < 0.5)).Penalized(l1, l2).Function;
        var sign = objective.Maximize ? -1 : 1;
        var point = key.Fold(5).Normals(5);
        Assert.Equal(bowl.Value(point) + sign * point.AsSeq().Sum(x => l1 * Math.Abs(x) + l2 * x * x), objective.Value(point), 1e-12);
        var numeric = new double[5];
        FiniteDifferences.Central(x => objective.Value(x), point, numeric);
        var gradient = objective.ValueAndGradient(point).Gradient;
        for (var i = 0; i < 5; i++) Assert.Equal(numeric[i], gradient[i], 1e-7 * (1 + Math.Abs(numeric[i])));
    });

    [Fact]
    public void At_zero_the_gradient_is_the_shortest_subgradient() => Property.Holds(key =>
    {
        var centre = key.Fold(0).Normals(5);
        var gradient = Problem.Of(Bowl(centre, Vector.Repeat(5, 1))).Penalized(0.7).Function.ValueAndGradient(Vector.Zero(5)).Gradient;
        for (var i = 0; i < 5; i++) Assert.Equal(Soft(-centre[i], 0.7), gradient[i], 1e-15);
    });

    /// <summary>
    /// Gradient descent is then the proximal gradient method (Beck and Teboulle 2009, eq. 1.4), except that a step across zero stops at
    /// zero.
    /// </summary>
    [Fact]
    public void A_step_of_gradient_descent_is_a_proximal_step() => Property.Holds(key =>
    {
        const double Rate = 0.3, L1 = 0.4;
        var bowl = Bowl(key.Fold(0).Normals(7), key.Fold(1).Uniforms(7));
        var point = key.Fold(2).Normals(7).Map(x => Math.Abs(x) < 0.3 ? 0 : x);
        var descent = new GradientDescent { LearningRate = Rate };
        var stepped = Optimizer.Steps(Problem.Of(bowl).Penalized(L1), descent, point).ElementAt(1).Point;
        var chain = new Chained(Chain.Of(new ScaleByLearningRate(Rate), new SoftThreshold(L1)));
        var proximal = Optimizer.Steps(bowl, chain, point).ElementAt(1).Point;
        for (var i = 0; i < 7; i++)
            if (proximal[i] * point[i] < 0) Assert.Equal(0.0, stepped[i]);
            else Assert.Equal(proximal[i], stepped[i], 1e-15);
    });

    [Fact]
    public void The_lasso_of_the_diabetes_data_is_the_reference()
    {
        var solution = DataFiles.Solutions("diabetes-penalised.json")[3];
        var data = DataFiles.Csv("diabetes.csv");
        // With standardised columns the intercept is the mean of the target; it is fixed there, since the penalty would include it.
        var plain = RegressionObjective.Linear(data, "progression", options: new() { Standardize = true });
        var mean = solution.Number("intercept");
        var slopes = Objective.FromSpans("slopes", 10, (x, gradient) =>
        {
            var both = plain.ValueAndGradient(Vector.Create([.. x, mean]));
            if (!gradient.IsEmpty) both.Gradient.AsSpan()[..10].CopyTo(gradient);
            return both.Value;
        });
        FirstOrderMethod[] methods =
        [
            new MomentumDescent { LearningRate = 0.1, Momentum = 0.9 },
            new Adam { LearningRate = new ExponentialSchedule(1, 1e-3) },
            new RMSProp { LearningRate = new ExponentialSchedule(1, 1e-3) },
        ];
        var problem = Problem.Of(slopes).Penalized(solution.Number("l1"));
        var options = new RunOptions { Stop = StopRule.GradientNorm(1e-7).Or(StopRule.Iterations(30_000)), TraceEvery = 0 };
        foreach (var method in methods)
        {
            var run = Optimizer.Run(problem, method, Vector.Zero(10), options);
            Assert.Equal(solution.Number("objective"), run.Value, 1e-9 * solution.Number("objective"));
            var coefficients = solution.Numbers("coefficients");
            for (var i = 0; i < 10; i++)
                if (coefficients[i] == 0) Assert.Equal(0.0, run.Point[i]);
                else Assert.Equal(coefficients[i], run.Point[i], 1e-6);
        }
    }

    [Fact]
    public void Everything_else_is_forwarded_to_the_function()
    {
        var options = new RegressionOptions { BatchSize = 50, MetricsEvery = 3 };
        var plain = RegressionObjective.Linear(DataFiles.Csv("diabetes.csv"), "progression", options: options);
        var objective = Problem.Of(plain).Penalized(0.1).Function;
        Assert.Equal((plain.Name, plain.Dimension, plain.StepsPerEpoch), (objective.Name, objective.Dimension, objective.StepsPerEpoch));
        Assert.Equal((plain.MetricsEvery, plain.RankingMetric, plain.RankingIncreases),
            (objective.MetricsEvery, objective.RankingMetric, objective.RankingIncreases));
        Assert.Equal(plain.CoordinateNames, objective.CoordinateNames);
        Assert.Equal(plain.MetricNames, objective.MetricNames);
        var draw = new PSOptimize.Objectives.Draw(Key.FromSeed(1), 4);
        Assert.Equal(plain.Measure(plain.Start(), draw, true), objective.Measure(plain.Start(), draw, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => Problem.Of(plain).Penalized(-1));
    }

    [Fact]
    public void A_resumed_run_keeps_its_zeros()
    {
        var bowl = Bowl(Vector.Create(2, -0.05, 0.05), Vector.Repeat(3, 1));
        Checkpoint? saved = null;
        var options = new RunOptions
        {
            Stop = StopRule.Iterations(60),
            Save = checkpoint => saved ??= CheckpointFile.Parse(CheckpointFile.Text(checkpoint), "memory", null),
            CheckpointEvery = 10,
        };
        var whole = Optimizer.Run(Problem.Of(bowl).Penalized(0.1), new Adam { LearningRate = 0.1 }, Vector.Create(1, 1, 1), options);
        var resumed = Optimizer.Resume(bowl, saved!, options with { Save = null });
        Assert.Equal(whole.Last.Point.Bits(), resumed.Last.Point.Bits());
        Assert.Equal(0.0, resumed.Last.Point[1]);
    }

    [Fact]
    public void Equations_and_exact_zeros_exclude_each_other()
    {
        var sum = Objective.FromValue("sum", 2, x => x.Sum() - 1);
        var problem = Problem.Of(Bowl(Vector.Create(1, 1), Vector.Create(1, 1))).Penalized(0.1).EqualTo(sum);
        var error = Assert.Throws<ArgumentException>(() => Optimizer.Run(problem, new Adam(), Vector.Zero(2)));
        Assert.Contains("leave one of the two out", error.Message);
    }
}
