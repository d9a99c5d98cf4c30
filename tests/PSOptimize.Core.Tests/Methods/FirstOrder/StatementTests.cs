using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.FirstOrder;

/// <summary>What the papers say of their methods.</summary>
public class StatementTests
{
    private static Vector[] Points(Objective objective, Method method, Vector start, int count) =>
        [.. Optimizer.Steps(objective, method, start).Select(state => state.Point).Take(count)];

    private static Objective Quadratic(Key key, int n)
    {
        var eigenvalues = key.Uniforms(n).Map(u => Math.Pow(10, 2 * u - 1));
        return TestProblems.Quadratic(eigenvalues, rotated: true).Objective;
    }

    [Fact]
    public void Each_coordinate_of_Lion_and_of_sign_descent_moves_by_the_rate() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(8, 1);
        var rate = key.Between(1e-4, 1, 2);
        var method = key.Bits(3) % 2 == 0 ? (FirstOrderMethod)new Lion { LearningRate = rate } : new SignDescent { LearningRate = rate };
        var points = Points(Quadratic(key.Fold(4), n), method, key.Fold(5).Normals(n), 20);
        for (var t = 1; t < points.Length; t++)
            foreach (var move in (points[t] - points[t - 1]).AsSpan())
                Assert.Equal(rate, Math.Abs(move), 1e-14 * (1 + points[t].Norm()));
    });

    [Fact]
    public void Rprop_depends_on_the_signs_of_the_gradient_only() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(8, 1);
        var method = new Rprop { LearningRate = 0.1, Backtracking = key.Bits(2) % 2 == 0 };
        var objective = Quadratic(key.Fold(4), n);
        var calls = 0;
        var distorted = Objective.FromValueAndGradient("distorted", n, point =>
        {
            var factors = key.Fold(1000 + calls++).Uniforms(n).Map(u => Math.Pow(10, 6 * u - 3));
            var exact = objective.ValueAndGradient(point);
            return Evaluation.Of(exact.Value, exact.Gradient.Times(factors));
        });
        var start = key.Fold(5).Normals(n);
        Assert.Equal(
            Points(objective, method, start, 30).Select(point => point.ToArray()),
            Points(distorted, method, start, 30).Select(point => point.ToArray()));
    });

    [Fact]
    public void Adam_without_epsilon_does_not_see_a_positive_diagonal_scaling() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(8, 1);
        // Powers of 2, so that scaling rounds nothing.
        var factors = Vector.Init(n, i => Math.ScaleB(1, key.Integer(40, 10 + i) - 20));
        var objective = Quadratic(key.Fold(4), n);
        var scaled = Objective.FromValueAndGradient("scaled", n, point =>
        {
            var exact = objective.ValueAndGradient(point);
            return Evaluation.Of(exact.Value, exact.Gradient.Times(factors));
        });
        var method = new Adam { LearningRate = 0.05, Epsilon = 0 };
        var start = key.Fold(5).Normals(n);
        foreach (var (one, other) in Points(objective, method, start, 30).Zip(Points(scaled, method, start, 30)))
            Assert.True((one - other).Norm() <= 1e-12 * (1 + one.Norm()));
    });

    [Fact]
    public void AdaGrad_with_the_full_matrix_takes_the_rotated_path_on_a_rotated_problem() => Property.Holds(key =>
    {
        var objective = TestProblems.Quadratic([1, 5, 20]).Objective;
        var axis = key.Fold(1).Direction(3);
        // A reflection, which is orthogonal and its own inverse.
        Vector Turned(Vector x) => x - 2 * axis.Dot(x) * axis;
        var turned = Objective.FromValueAndGradient("turned", 3, point =>
        {
            var exact = objective.ValueAndGradient(Turned(point));
            return Evaluation.Of(exact.Value, Turned(exact.Gradient));
        });
        var method = new AdaGradFull { LearningRate = 0.3, Epsilon = 1e-6 };
        var start = key.Fold(2).Normals(3);
        foreach (var (one, other) in Points(objective, method, start, 15).Zip(Points(turned, method, Turned(start), 15)))
            Assert.True((Turned(one) - other).Norm() <= 1e-6 * (1 + one.Norm()), $"{Turned(one)} and {other}");
    }, 100);

    [Theory]
    [InlineData("DoG")]
    [InlineData("Prodigy")]
    public void No_rate_is_needed_whatever_the_scale(string name)
    {
        foreach (var scale in new[] { 1e-2, 1, 1e2 })
        {
            var objective = TestProblems.Quadratic([1, 2, 4]).Objective;
            var start = scale * Vector.Create(1, -2, 3);
            var method = Method.Catalogue.Find(name)!.Default;
            var run = Optimizer.Run(objective, method, start, new RunOptions { Stop = StopRule.Iterations(5000), TraceEvery = 0 });
            Assert.True(run.Best.Value < 1e-4 * objective.Value(start), $"{name} from {start}: {run.Best.Value}");
        }
    }

    [Fact]
    public void Quasi_hyperbolic_momentum_lies_between_descent_the_average_and_Nesterov() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(8, 1);
        var (rate, beta) = (key.Between(1e-4, 0.01, 2), key.Between(0, 0.99, 3));
        var (objective, start) = (Quadratic(key.Fold(4), n), key.Fold(5).Normals(n));
        void Same(double share, FirstOrderMethod other)
        {
            var method = new QHM { LearningRate = rate, Beta = beta, Share = share };
            foreach (var (one, two) in Points(objective, method, start, 30).Zip(Points(objective, other, start, 30)))
                Assert.True((one - two).Norm() <= 1e-12 * (1 + two.Norm()), $"{one} and {two}");
        }
        Same(0, new GradientDescent { LearningRate = rate });
        Same(1, new AveragedGradient { LearningRate = rate, Beta = beta });
        Same(beta, new Nesterov { LearningRate = rate * (1 - beta), Momentum = beta });
    });

    [Fact]
    public void The_largest_second_moment_never_falls_so_the_rate_of_AMSGrad_never_rises() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(8, 1);
        var last = Vector.Zero(n);
        var steps = Optimizer.Steps(Quadratic(key.Fold(4), n), new AMSGrad { LearningRate = 0.1 }, key.Fold(5).Normals(n));
        foreach (var state in steps.Take(30))
        {
            var largest = state.Memory.Vectors["ScaleByAMSGrad.LargestSecondMoment"];
            Assert.True((largest - last).AsSeq().All(rise => rise >= 0));
            last = largest;
        }
    });

    [Fact]
    public void AdEMAMix_without_its_slow_average_is_AdamW() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(8, 1);
        var (objective, start) = (Quadratic(key.Fold(4), n), key.Fold(5).Normals(n));
        var mixed = Points(objective, new AdEMAMix { LearningRate = 0.05, Alpha = 0, WeightDecay = 0.1 }, start, 30);
        var adam = Points(objective, new AdamW { LearningRate = 0.05, WeightDecay = 0.1 }, start, 30);
        foreach (var (one, two) in mixed.Zip(adam)) Assert.True((one - two).Norm() <= 1e-13 * (1 + two.Norm()), $"{one} and {two}");
    });

    [Fact]
    public void NovoGrad_does_not_see_the_scale_of_the_function() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(8, 1);
        var (objective, start) = (Quadratic(key.Fold(4), n), key.Fold(5).Normals(n));
        var factor = Math.Pow(10, key.Between(-3, 3, 2));
        var scaled = Objective.FromValueAndGradient("scaled", n, point =>
        {
            var exact = objective.ValueAndGradient(point);
            return Evaluation.Of(factor * exact.Value, factor * exact.Gradient);
        });
        var method = new NovoGrad { LearningRate = 0.05, Epsilon = 0 };
        foreach (var (one, two) in Points(objective, method, start, 30).Zip(Points(scaled, method, start, 30)))
            Assert.True((one - two).Norm() <= 1e-11 * (1 + two.Norm()), $"{one} and {two}");
    });

    [Fact]
    public void No_coordinate_of_Sophia_moves_by_more_than_the_rate() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(8, 1);
        var points = Points(Quadratic(key.Fold(4), n), new Sophia { LearningRate = 0.1, Gamma = 0.5 }, key.Fold(5).Normals(n), 30);
        for (var t = 1; t < points.Length; t++)
            Assert.True((points[t] - points[t - 1]).AsSeq().All(move => Math.Abs(move) <= 0.1 * (1 + 1e-12)));
    });

    [Fact]
    public void MADGRAD_without_momentum_stands_at_the_dual_average() => Property.Holds(key =>
    {
        var n = 1 + key.Integer(8, 1);
        var start = key.Fold(5).Normals(n);
        var method = new MADGRAD { LearningRate = 0.1, Momentum = 0 };
        foreach (var state in Optimizer.Steps(Quadratic(key.Fold(4), n), method, start).Skip(1).Take(30))
        {
            var (sum, squares) = (state.Memory.Vectors["ScaleByMADGRAD.GradientSum"], state.Memory.Vectors["ScaleByMADGRAD.SumOfSquares"]);
            var average = start - sum.Over(squares.Map(square => Math.Cbrt(square) + 1e-6));
            Assert.True((state.Point - average).Norm() <= 1e-12 * (1 + average.Norm()), $"{state.Point} and {average}");
        }
    });
}
