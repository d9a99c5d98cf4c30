using PSOptimize.Methods.Chains;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Tests.Everything;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.FirstOrder;

/// <summary>What a method asks beside value and gradient, and when.</summary>
public class SophiaTests
{
    private static readonly Objective Curved = new LeastSquares(3);

    private static readonly Vector Start = Vector.Create(1, -2, 3);

    /// <summary>At which transitions a method asks for a Hessian product.</summary>
    private static int[] Asks(FirstOrderMethod method, int transitions)
    {
        var solver = method.Prepare(Curved);
        bool Curves(Query query) => query.Direction is not null && (query.Wanted & Information.HessianProduct) != 0;
        return [.. Optimizer.Steps(Curved, method, Start, Key.FromSeed(1)).Take(transitions)
            .Where(state => Curves(solver.Ask(state).Queries[0])).Select(state => (int)state.Transition)];
    }

    [Fact]
    public void It_asks_for_a_Hessian_product_in_every_kth_step_alone()
    {
        Assert.Equal([0, 10, 20], Asks(new Sophia(), 30));
        Assert.Equal([0, 1, 2, 3], Asks(new Sophia { HessianEvery = 1 }, 4));
        var link = new Sophia { HessianEvery = 3 }.Scaling;
        Assert.Equal([0, 3, 6, 9], Asks(new Chained(Chain.Of(new ClipByNorm(1), link, new ScaleByLearningRate(0.01))), 10));
        Assert.Empty(Asks(new Adam(), 10));
    }

    [Fact]
    public void Of_gathered_gradients_the_last_one_comes_with_the_product() =>
        Assert.Equal([3, 11, 19], Asks(new Sophia { HessianEvery = 2, AccumulationSteps = 4 }, 22));

    [Fact]
    public void A_step_that_is_skipped_is_asked_again()
    {
        var calls = 0;
        // The gradients that the first product is made of are not finite, so that it is not either.
        var once = Objective.FromValueAndGradient("once", 3, x => ++calls is 2 or 3
            ? Evaluation.Of(1, Vector.Repeat(3, double.NaN))
            : Curved.ValueAndGradient(x));
        var method = new Sophia { LearningRate = 0.1, NonFinite = NonFinitePolicy.Skip };
        var run = Optimizer.Run(once, method, Start, new RunOptions { Stop = StopRule.Iterations(2) });
        Assert.Equal(Start, run.Trajectory[1].Point);
        Assert.NotEqual(Start, run.Trajectory[2].Point);
        Assert.True(run.State.Memory.Vectors["ScaleBySophia.Diagonal"].Norm() > 0);
    }

    [Fact]
    public void The_average_of_many_estimates_is_the_diagonal()
    {
        // Without memory of the gradients and a rate of 0 nothing but the estimates changes.
        var method = new Sophia { LearningRate = 0, HessianEvery = 1, Beta2 = 0.9995 };
        var run = Optimizer.Run(Curved, method, Start, new RunOptions { Stop = StopRule.Iterations(20_000), TraceEvery = 0 });
        var estimate = run.State.Memory.Vectors["ScaleBySophia.Diagonal"];
        for (var i = 0; i < 3; i++)
        {
            var unit = Vector.Zero(3).WithElement(i, 1);
            var exact = Curved.Evaluate(new Query(Start, Information.HessianProduct, unit)).HessianProduct[i];
            // The deviation of vᵢ(Hv)ᵢ is about √2 Hᵢᵢ, and some 4000 estimates are averaged.
            Assert.Equal(exact, estimate[i], 0.12 * exact);
        }
    }

    [Fact]
    public void Differences_of_gradients_stand_for_products_and_cost_what_they_take()
    {
        var plain = Objective.FromValueAndGradient("plain", 3, Curved.ValueAndGradient);
        var options = new RunOptions { Stop = StopRule.Iterations(40) };
        var method = new Sophia { LearningRate = 0.05 };
        var (exact, differences) = (Optimizer.Run(Curved, method, Start, options), Optimizer.Run(plain, method, Start, options));
        Assert.True((exact.Last.Point - differences.Last.Point).Norm() < 1e-7);
        Assert.Equal(41, exact.Evaluations);
        // The steps 1, 11, 21, 31 and 41.
        Assert.Equal(41 + 5 * 2, differences.Evaluations);
        var sum = Objective.FromGradient("sum", 3, x => x.Sum() - 1, _ => Vector.Repeat(3, 1));
        var error = Assert.Throws<ArgumentException>(() => new Sophia().Prepare(Problem.Of(Curved).EqualTo(sum)));
        Assert.Contains("Sophia needs the value, the gradient and Hessian products", error.Message, StringComparison.Ordinal);
    }
}
