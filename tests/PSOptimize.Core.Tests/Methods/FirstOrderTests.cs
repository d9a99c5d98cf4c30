using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods;

public class FirstOrderTests
{
    private static Vector Spectrum(Key key) => key.Uniforms(1 + key.Integer(9, 500)).Map(u => Math.Pow(10, 4 * u - 2));

    private static Objective Linear(Vector slope) => Objective.FromGradient("linear", slope.Count, slope.Dot, _ => slope);

    private static Vector[] Points(Objective objective, FirstOrderMethod method, Vector start, int count) =>
        [.. Optimizer.Steps(objective, method, start).Select(state => state.Point).Take(count)];

    [Fact]
    public void Descent_descends_on_convex_quadratics_below_two_over_the_largest_eigenvalue() => Property.Holds(key =>
    {
        var spectrum = Spectrum(key.Fold(0));
        var problem = TestProblems.Quadratic(spectrum, rotated: key.Bits(7) % 2 == 0);
        var method = new GradientDescent { LearningRate = key.Between(0.01, 1.99) / spectrum.AsSeq().Max() };
        var values = Points(problem.Objective, method, key.Fold(1).Normals(spectrum.Count), 30).Select(problem.Objective.Value).ToArray();
        for (var i = 1; i < values.Length; i++)
            Assert.True(values[i] < values[i - 1] || values[i] == 0, $"{values[i - 1]} then {values[i]}");
    });

    [Fact]
    public void Above_two_over_the_largest_eigenvalue_descent_climbs()
    {
        var values = Points(TestProblems.Quadratic([1, 10]).Objective, new GradientDescent { LearningRate = 0.21 }, [0, 1], 10);
        Assert.True(values[^1].Norm() > values[0].Norm());
    }

    [Fact]
    public void The_first_step_of_Adam_is_the_rate_times_the_sign() => Property.Holds(key =>
    {
        var slope = key.Normals(1 + key.Integer(9, 500));
        var method = new Adam
        {
            LearningRate = key.Between(1e-4, 1, 501),
            Beta1 = key.Between(0, 0.99, 502),
            Beta2 = key.Between(0, 0.9999, 503),
            Epsilon = 0,
        };
        var step = Points(Linear(slope), method, Vector.Zero(slope.Count), 2)[1];
        for (var i = 0; i < slope.Count; i++) Assert.Equal(1, step[i] / (-method.LearningRate.At(1) * Math.Sign(slope[i])), 1e-12);
    });

    [Fact]
    public void Bias_correction_of_a_constant_gradient_is_exact() => Property.Holds(key =>
    {
        // m̂ = g and v̂ = g² at every step, so that each step is like the first. The averages and their corrections round
        // separately: 1 − 0.9999ᵗ has lost four digits at t = 1.
        var slope = key.Normals(1 + key.Integer(9, 500));
        var method = new Adam
        {
            LearningRate = 0.125,
            Beta1 = key.Between(0, 0.99, 502),
            Beta2 = key.Between(0, 0.9999, 503),
            Epsilon = 1e-8,
        };
        var points = Points(Linear(slope), method, Vector.Zero(slope.Count), 40);
        var expected = slope.Map(g => -0.125 * g / (Math.Abs(g) + 1e-8));
        for (var t = 1; t < points.Length; t++)
            for (var i = 0; i < slope.Count; i++)
                Assert.Equal(t * expected[i], points[t][i], 1e-11 * t);
    });

    [Fact]
    public void Momentum_of_zero_is_gradient_descent_to_the_last_bit() => Property.Holds(key =>
    {
        var problem = TestProblems.Levy(1 + key.Integer(9, 500));
        var start = key.PointIn(problem.Lower, problem.Upper);
        var plain = Points(problem.Objective, new GradientDescent { LearningRate = 0.05 }, start, 30);
        foreach (var form in Enum.GetValues<MomentumForm>())
        {
            var momentum = Points(problem.Objective, new MomentumDescent { LearningRate = 0.05, Momentum = 0, Form = form }, start, 30);
            Assert.Equal(plain.Select(point => point.ToArray()), momentum.Select(point => point.ToArray()));
        }
    });

    [Fact]
    public void With_a_constant_rate_both_forms_of_momentum_make_the_same_steps() => Property.Holds(key =>
    {
        var problem = TestProblems.Levy(3);
        var start = key.PointIn(problem.Lower, problem.Upper);
        var method = new MomentumDescent { LearningRate = 0.01, Momentum = key.Between(0, 0.9) };
        var accumulation = Points(problem.Objective, method, start, 20);
        var velocity = Points(problem.Objective, method with { Form = MomentumForm.Velocity }, start, 20);
        foreach (var (one, other) in accumulation.Zip(velocity)) Assert.True((one - other).Norm() <= 1e-10 * (1 + one.Norm()));
    });

    [Fact]
    public void The_classical_demonstration_comes_out()
    {
        // Rosenbrock with a = b = 1 from (0.1, 3) at the rate 0.01: plain descent crawls, momentum 0.8 arrives.
        var valley = TestProblems.Rosenbrock(1, 1).Objective;
        Vector start = [0.1, 3];
        Assert.Equal(5.4517e-4, valley.Value(Points(valley, new GradientDescent { LearningRate = 0.01 }, start, 1001)[^1]), 1e-8);
        var momentum = new MomentumDescent { LearningRate = 0.01, Momentum = 0.8, Form = MomentumForm.Velocity };
        Assert.InRange(valley.Value(Points(valley, momentum, start, 1001)[^1]), 1.36e-18, 1.38e-18);
    }

    public static TheoryData<string> Elementwise => ["GradientDescent", "Momentum", "AdaGrad", "RMSProp", "Adam"];

    [Theory, MemberData(nameof(Elementwise))]
    public void A_permuted_problem_gives_the_permuted_trajectory(string name) => Property.Holds(key =>
    {
        var method = (FirstOrderMethod)PSOptimize.Methods.Method.Catalogue.Find(name)!.Default;
        var spectrum = Spectrum(key.Fold(0)).Map(eigenvalue => Math.Min(eigenvalue, 10));
        var order = key.Permutation(spectrum.Count);
        Vector Permuted(Vector vector) => Vector.Init(vector.Count, i => vector[order[i]]);
        var start = key.Fold(1).Normals(spectrum.Count);
        var direct = Points(TestProblems.Quadratic(spectrum).Objective, method, start, 25);
        var permuted = Points(TestProblems.Quadratic(Permuted(spectrum)).Objective, method, Permuted(start), 25);
        foreach (var (one, other) in direct.Zip(permuted)) Assert.Equal(Permuted(one).Bits(), other.Bits());
    });
}
