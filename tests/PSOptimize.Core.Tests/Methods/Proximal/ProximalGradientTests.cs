using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Proximal;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Tests.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.Proximal;

public class ProximalGradientTests
{
    private static readonly RunOptions Ample = new() { Stop = StopRule.Iterations(20_000), TraceEvery = 0 };

    public static TheoryData<string> Methods => [nameof(ProximalGradient), nameof(FISTA)];

    public static TheoryData<string, int> Solutions
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var index in Enumerable.Range(0, 5))
                foreach (var method in new[] { nameof(ProximalGradient), nameof(FISTA) }) cases.Add(method, index);
            return cases;
        }
    }

    private static Method Of(string name) => Method.Catalogue.Find(name)!.Default;

    /// <summary>The references of the diabetes data, here from nothing but a start.</summary>
    [Theory]
    [MemberData(nameof(Solutions))]
    public void Ridge_lasso_and_elastic_net_from_a_start_alone(string name, int index)
    {
        var solution = DataFiles.Solutions("diabetes-penalised.json")[index];
        var objective = RegressionObjective.Linear(DataFiles.Csv("diabetes.csv"), "progression",
            options: new() { Standardize = true, L1 = solution.Number("l1"), L2 = solution.Number("l2") });
        var run = Optimizer.Run(objective, Of(name), objective.Start(), Ample);

        Assert.Equal(OutcomeKind.Converged, run.Outcome.Kind);
        Assert.Equal(solution.Number("objective"), run.Value, 1e-12 * solution.Number("objective"));
        var coefficients = solution.Numbers("coefficients");
        for (var i = 0; i < coefficients.Length; i++)
        {
            Assert.Equal(coefficients[i], run.Point[i], 1e-6);
            if (coefficients[i] == 0) Assert.Equal(0.0, run.Point[i]);
        }
    }

    /// <summary>Sets and penalties together: whatever ends as Converged satisfies the conditions of a minimum.</summary>
    [Theory, MemberData(nameof(Methods))]
    public void What_converged_is_a_minimum(string name) => Property.Holds(key =>
    {
        var (dimension, lambda) = (2 + key.Integer(6, 0), key.Uniform(1));
        var objective = Convex(key.Fold(2), dimension);
        Projection?[] sets = [null, Box.Of(-0.3, 0.4), new Ball(0.7), new Simplex(1), Projection.NonNegative];
        var set = sets[key.Integer(sets.Length, 3)];
        var problem = Problem.Of(objective).KeptWithin(set).Penalized(set is Simplex ? 0 : lambda);
        if (key.Uniform(4) < 0.3 && set is not { Couples: true }) problem = problem.ScaledBy(key.Fold(5).Normals(dimension).Map(Math.Exp));
        var run = Optimizer.Run(problem, Of(name), key.Fold(6).Normals(dimension), Ample);

        Assert.Equal(OutcomeKind.Converged, run.Outcome.Kind);
        Assert.Equal(run.Point, set?.Project(run.Point) ?? run.Point);
        // No other point of the set is better: those near, and those along the way to others.
        foreach (var direction in Enumerable.Range(0, 50).Select(i => key.Fold(100 + i).Normals(dimension)))
            foreach (var length in new[] { 1e-6, 1e-3, 0.1, 1 })
            {
                var other = run.Point + length * direction;
                var value = problem.Answer(Request.Create(Information.Value, default, set?.Project(other) ?? other))[0].Value;
                Assert.True(value >= run.Value - 1e-12 * (1 + Math.Abs(run.Value)),
                    $"{value:R} < {run.Value:R} in {set}, λ = {lambda}: {run.Outcome}");
            }
    }, cases: 200);

    /// <summary>Each iterate of the restarted method is lower than the last, but for rounding.</summary>
    [Property(MaxTest = 100)]
    public void FISTA_goes_downhill_only(Key key)
    {
        var problem = Problem.Of(Convex(key, 4)).Penalized(key.Uniform(1));
        var values = Optimizer.Run(problem, new FISTA(), key.Fold(6).Normals(4), Ample with { TraceEvery = 1 })
            .Trajectory.Select(row => row.Value).ToList();
        foreach (var (one, two) in values.Zip(values.Skip(1))) Assert.True(two <= one + 1e-13 * Math.Abs(one), $"{one:R}, {two:R}");
    }

    /// <summary>Beck and Teboulle 2009, theorem 4.4: F(xₖ) − F* ≤ 4L‖x₀ − x*‖²/(k + 1)², where backtracking halves the step.</summary>
    [Fact]
    public void FISTA_keeps_its_rate()
    {
        var eigenvalues = Vector.Init(20, i => Math.Pow(10, -i / 4.0));
        var bowl = Objective.FromGradient("bowl", 20, x => x.Dot(eigenvalues.Times(x)) / 2, x => eigenvalues.Times(x));
        var start = Vector.Repeat(20, 1);
        var rows = Optimizer.Run(bowl, new FISTA(), start, new RunOptions { Stop = StopRule.Iterations(60) }).Trajectory;
        foreach (var row in rows.Skip(1))
            Assert.True(row.Value <= 4 * start.Dot(start) / Math.Pow(row.Iteration + 1, 2), $"{row.Iteration}: {row.Value}");
    }

    [Fact]
    public void A_trial_that_is_not_finite_is_tried_again_nearer()
    {
        var well = Objective.FromGradient("well", 1, x => x[0] < 1 ? x[0] * x[0] : double.NaN, x => 2 * x);
        var wall = Objective.FromGradient("wall", 1, x => x[0] - Math.Log(x[0]), x => Vector.Create(1 - 1 / x[0]));
        Assert.Equal(OutcomeKind.Converged, Optimizer.Run(well, new ProximalGradient(), Vector.Create(0.9)).Outcome.Kind);
        var run = Optimizer.Run(wall, new ProximalGradient(), Vector.Create(1e-3));
        Assert.Equal(OutcomeKind.Converged, run.Outcome.Kind);
        Assert.Equal(1, run.Point[0], 1e-8);
        var lost = Optimizer.Run(wall, new ProximalGradient(), Vector.Create(-1));
        Assert.Equal(FailureReason.NotFinite, Assert.IsType<Outcome.Failed>(lost.Outcome).Reason);
    }

    [Fact]
    public void An_L1_on_a_simplex_is_refused()
    {
        var problem = Problem.Of(Convex(Key.FromSeed(1), 3)).KeptWithin(new Simplex(1)).Penalized(0.1);
        var error = Assert.Throws<ArgumentException>(() => new ProximalGradient().Prepare(problem));
        Assert.Contains("the same at every point of a simplex", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_are_refused()
    {
        var rows = Table.OfColumns(["x", "y"], [Vector.Create(1, 2, 3, 4), Vector.Create(1, 2, 3, 5)]);
        var objective = RegressionObjective.Linear(rows, "y", options: new() { BatchSize = 2 });
        var error = Assert.Throws<ArgumentException>(() => new ProximalGradient().Prepare(objective));
        Assert.Contains("another batch of rows at each step", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A sum of log-cosh of rows, with curvatures over two orders of magnitude.</summary>
    private static Objective Convex(Key key, int dimension)
    {
        Vector[] rows = [.. Enumerable.Range(0, dimension + 3)
            .Select(i => Math.Pow(10, key.Fold(i).Uniform(1)) * key.Fold(i).Normals(dimension))];
        var right = 2 * key.Fold(99).Normals(rows.Length);
        double Misfit(Vector x, int i) => rows[i].Dot(x) - right[i];
        static double LogCosh(double u) => Math.Abs(u) + Math.Log(1 + Math.Exp(-2 * Math.Abs(u)));
        return Objective.FromGradient("log-cosh", dimension,
            x => Enumerable.Range(0, rows.Length).Sum(i => LogCosh(Misfit(x, i))),
            x => Enumerable.Range(0, rows.Length).Select(i => Math.Tanh(Misfit(x, i)) * rows[i]).Aggregate((sum, next) => sum + next));
    }
}
