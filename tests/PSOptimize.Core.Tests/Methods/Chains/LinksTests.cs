using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.Chains;

/// <summary>Links that skip steps, work on groups, or share their loop between threads.</summary>
public class LinksTests
{
    private static readonly TestProblem Problem = TestProblems.Quadratic([1, 3, 7, 20, 50]);

    private static Vector[] Points(FirstOrderMethod method, int count) =>
        [.. Optimizer.Steps(Problem.Objective, method, Problem.Start).Select(state => state.Point).Take(count)];

    [Fact]
    public void Accumulated_steps_are_those_of_every_kth_evaluation()
    {
        var plain = Points(new Adam { LearningRate = 0.1 }, 11);
        var gathered = Points(new Adam { LearningRate = 0.1, AccumulationSteps = 4 }, 41);
        for (var t = 0; t <= 40; t++) Assert.True((plain[t / 4] - gathered[t]).Norm() < 1e-13);
    }

    [Fact]
    public void A_skipped_step_leaves_no_trace_and_a_zeroed_one_goes_on()
    {
        var calls = 0;
        var broken = Objective.FromValueAndGradient("broken", 5, point =>
        {
            var exact = Problem.Objective.ValueAndGradient(point);
            return ++calls % 3 == 0 ? Evaluation.Of(double.NaN, exact.Gradient.WithElement(1, double.NaN)) : exact;
        });
        var stop = new RunOptions { Stop = StopRule.Iterations(30) };
        var run = Optimizer.Run(broken, new Adam { LearningRate = 0.1, NonFinite = NonFinitePolicy.Skip }, Problem.Start, stop);
        Assert.Equal(Points(new Adam { LearningRate = 0.1 }, 21)[20], run.Last.Point);
        Assert.True(double.IsFinite(run.Best.Value));
        Assert.IsType<Outcome.BudgetExhausted>(
            Optimizer.Run(broken, new Adam { NonFinite = NonFinitePolicy.Zero }, Problem.Start, stop).Outcome);
        Assert.IsType<Outcome.Failed>(Optimizer.Run(broken, new Adam(), Problem.Start, stop).Outcome);
    }

    [Fact]
    public void Groups_have_settings_of_their_own()
    {
        Vector first = [1, 1, 0, 0, 0], second = [0, 0, 1, 1, 1];
        var grouped = Points(new Chained(Chain.Of(
            new Adam().Scaling.OnlyFor(first),
            new ScaleByLearningRate(0.1).OnlyFor(first), new ScaleByLearningRate(0.01).OnlyFor(second))), 30);
        var adam = Points(new Adam { LearningRate = 0.1 }, 30);
        var descent = Points(new GradientDescent { LearningRate = 0.01 }, 30);
        for (var t = 0; t < 30; t++)
            for (var i = 0; i < 5; i++) Assert.Equal(i < 2 ? adam[t][i] : descent[t][i], grouped[t][i], 1e-13);

        // A norm within a group is that of the group.
        var clipped = Points(new Chained(Chain.Of(new ClipByNorm(2).OnlyFor(second), new ScaleByLearningRate(1))), 2);
        var move = clipped[0] - clipped[1];
        Assert.Equal(2, move.Times(second).Norm(), 1e-12);
        Assert.Equal(Problem.Objective.ValueAndGradient(Problem.Start).Gradient[0], move[0], 1e-12);
    }

    [Fact]
    public void Not_a_bit_depends_on_the_number_of_threads()
    {
        const int n = 300_001;
        var gradient = PSOptimize.Randomness.Key.FromSeed(1).Uniforms(n);
        var slope = Objective.FromValueAndGradient("slope", n, x => Evaluation.Of(1, gradient));
        State Run(int threads) => Optimizer.Run(slope, new Adam { ClipNorm = 1 }, Vector.Zero(n),
            new RunOptions { Stop = StopRule.Iterations(3), TraceEvery = 0, MaxThreads = threads }).State;
        var (one, four) = (Run(1), Run(4));
        Assert.Equal(one.Point.Bits(), four.Point.Bits());
        Assert.Equal(one.StepNorm, four.StepNorm);
        Assert.Equal(one, four);
    }

    [Fact]
    public void Lookahead_returns_to_the_slow_point_every_kth_step()
    {
        var method = new Chained(Chain.Of(new ScaleByLearningRate(0.01), new Lookahead(3, 0.5)));
        var (slow, x) = (Problem.Start, Problem.Start);
        foreach (var (point, t) in Points(method, 13).Select((point, t) => (point, t)))
        {
            Assert.True((point - x).Norm() < 1e-13);
            x -= 0.01 * Problem.Objective.ValueAndGradient(x).Gradient;
            if ((t + 1) % 3 == 0) x = slow = 0.5 * (slow + x);
        }
    }
}
