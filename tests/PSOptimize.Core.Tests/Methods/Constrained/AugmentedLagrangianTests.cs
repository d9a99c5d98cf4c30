using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.Constrained;

public class AugmentedLagrangianTests
{
    private static readonly Vector Eyes = Vector.Create(1, 2, 3, 4, 5, 6);

    private static readonly Objective Entropy = Objective.FromGradient("negative entropy", 6,
        p => p.AsSeq().Sum(x => x * Math.Log(x)), p => p.Map(x => Math.Log(x) + 1));

    private static readonly Objective Sum = Objective.FromGradient("sum", 6, p => p.Sum() - 1, _ => Vector.Repeat(6, 1));

    private static readonly Objective Mean = Objective.FromGradient("mean", 6, p => p.Dot(Eyes) - 4.5, _ => Eyes);

    /// <summary>pᵢ ∝ xⁱ, with the x for which the mean is 4.5 (Jaynes 1957): by bisection.</summary>
    private static Vector Die()
    {
        Vector Powers(double x) => Eyes.Map(i => Math.Pow(x, i)) / Eyes.Map(i => Math.Pow(x, i)).Sum();
        var (low, high) = (1.0, 3.0);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Powers(middle).Dot(Eyes) < 4.5) low = middle;
            else high = middle;
        }
        return Powers(low);
    }

    public static TheoryData<Method, bool> Methods => new()
    {
        { new GradientDescent { LearningRate = 0.05 }, false },
        { new GradientDescent { LearningRate = 0.05 }, true },
        { new MomentumDescent { LearningRate = 0.01 }, true },
        { new Adam { LearningRate = 0.01 }, true },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_die_of_largest_entropy(Method method, bool onSimplex)
    {
        var problem = onSimplex ? Problem.Of(Entropy).KeptWithin(new Simplex()).EqualTo(Mean) : Problem.Of(Entropy).EqualTo(Sum, Mean);
        var run = Optimizer.Run(problem, method, Vector.Repeat(6, 1.0 / 6), new RunOptions { Stop = StopRule.Iterations(5000) });
        Assert.True((run.Point - Die()).Norm() < 1e-9, $"{run.Point}, not {Die()}");
        Assert.True(run.Best.Metrics[0] < 1e-9);
    }

    [Fact]
    public void Maximising_seeks_the_largest_value_under_the_equation()
    {
        var product = Objective.FromGradient("xy", 2, p => p[0] * p[1], p => Vector.Create(p[1], p[0])).WithMaximize(true);
        var line = Objective.FromGradient("line", 2, p => p[0] + 2 * p[1] - 4, _ => Vector.Create(1, 2));
        var problem = Problem.Of(product).EqualTo(line);
        var options = new RunOptions { Stop = StopRule.Iterations(3000) };
        var run = Optimizer.Run(problem, new GradientDescent { LearningRate = 0.05 }, Vector.Create(1, 0), options);
        Assert.True((run.Point - Vector.Create(2, 1)).Norm() < 1e-9, run.Point.ToString());
    }

    [Fact]
    public void One_evaluation_a_transition_and_the_same_bits_from_pure_steps()
    {
        var problem = Problem.Of(Entropy).EqualTo(Sum, Mean);
        var (method, start) = (new Adam { LearningRate = 0.01 }, Vector.Repeat(6, 1.0 / 6));
        var run = Optimizer.Run(problem, method, start, new RunOptions { Stop = StopRule.Iterations(100) });
        Assert.Equal(101, run.Evaluations);
        Assert.Equal(Optimizer.Steps(problem, method, start).Skip(100).First().Point, run.Last.Point);
    }

    [Fact]
    public void A_method_without_gradients_is_refused()
    {
        var problem = Problem.Of(Entropy).EqualTo(Sum);
        var error = Assert.Throws<ArgumentException>(() => new PSOptimize.Methods.DerivativeFree.NelderMead().Prepare(problem));
        Assert.Contains("choose a first-order method", error.Message);
    }
}
