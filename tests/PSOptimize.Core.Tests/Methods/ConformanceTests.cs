using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods;

/// <summary>What every method of the catalogue has to keep.</summary>
public class ConformanceTests
{
    private const int Length = 60;

    // Least squares need residuals, which these problems do not offer; they have tests of their own.
    public static TheoryData<string> All => Names.Where(method => (method.Needs & Information.Residuals) == 0);

    private static (Objective Objective, Method Method, Vector Start, Key Key) Draw(string name, Key key)
    {
        // Any length, so that a register is filled in part, in whole, or more than once.
        var method = Method.Catalogue.Find(name)!.Default;
        var problem = TestProblems.Levy(method.Dimension > 0 ? method.Dimension : 1 + key.Integer(11, 500));
        return (problem.Objective, method, key.PointIn(problem.Lower, problem.Upper), key.Fold(9));
    }

    private static RunOptions Options(Key key, long traceEvery = 1) =>
        new() { Stop = StopRule.Iterations(Length), Key = key, TraceEvery = traceEvery };

    [Theory, MemberData(nameof(All))]
    public void Pure_transitions_and_the_run_in_place_agree_to_the_last_bit(string name) => Property.Holds(key =>
    {
        var (objective, method, start, draws) = Draw(name, key);
        var run = Optimizer.Run(objective, method, start, Options(draws));
        var states = Optimizer.Steps(objective, method, start, draws).TakeWhile(state => state.Transition <= run.State.Transition).ToList();
        Assert.Equal(run.Iterations + 1, run.Trajectory.Count);
        Assert.True(run.Iterations == Length || method.EndsByItself, $"{run.Outcome}");
        // An iteration may take several transitions: the last of them leads to the row.
        foreach (var (row, state) in run.Trajectory.Zip(states.DistinctBy(state => state.Iteration)))
        {
            Assert.Equal(state.Iteration, row.Iteration);
            Assert.Equal(state.Point.Bits(), row.Point.Bits());
            Assert.Equal(state.StepNorm, row.StepNorm);
            if (row.Iteration > 0) Assert.Equal(state.LearningRate, row.LearningRate);
        }
        Assert.Equal(states[^1], run.State);
    }, cases: 100);

    [Theory, MemberData(nameof(All))]
    public void A_transition_changes_nothing_that_is_passed_in(string name) => Property.Holds(key =>
    {
        var (objective, method, start, draws) = Draw(name, key);
        var state = Optimizer.Steps(objective, method, start, draws).ElementAt(key.Integer(5, 501));
        var request = method.Ask(state);
        var answers = method.Prepare(objective).Problem.Answer(request);
        var (text, point, value) = (state.ToString(), state.Point.Bits(), state.Value);
        Evaluation[] told = [.. answers.Select(Copy)];

        var once = method.Tell(state, answers);
        var twice = method.Tell(state, answers);

        Assert.Equal(once, twice);
        Assert.Equal(once.Point.Bits(), twice.Point.Bits());
        Assert.Equal(point, state.Point.Bits());
        Assert.Equal((text, value), (state.ToString(), state.Value));
        Assert.Equal(told, answers);
        Assert.Equal(state.Transition + 1, once.Transition);
    }, cases: 100);

    private static Evaluation Copy(Evaluation answer)
    {
        var copy = answer.Has(Information.Gradient)
            ? Evaluation.Of(answer.Value, Vector.Copy(answer.Gradient.AsSpan()))
            : Evaluation.Of(answer.Value);
        return answer.Has(Information.HessianProduct) ? copy.WithHessianProduct(Vector.Copy(answer.HessianProduct.AsSpan())) : copy;
    }

    [Theory, MemberData(nameof(All))]
    public void Recording_never_changes_the_trajectory(string name) => Property.Holds(key =>
    {
        var (objective, method, start, draws) = Draw(name, key);
        var every = Optimizer.Run(objective, method, start, Options(draws));
        foreach (var traceEvery in new long[] { 7, 0 })
        {
            var run = Optimizer.Run(objective, method, start, Options(draws, traceEvery));
            Assert.Equal(every.Last.Point.Bits(), run.Last.Point.Bits());
            Assert.Equal(every.Best, run.Best);
            Assert.Equal(every.Evaluations, run.Evaluations);
            Assert.All(run.Trajectory, row => Assert.Equal(every.Trajectory[(int)row.Iteration], row));
        }
    }, cases: 50);

    [Theory, MemberData(nameof(All))]
    public void The_best_value_is_at_most_every_recorded_one(string name) => Property.Holds(key =>
    {
        var (objective, method, start, draws) = Draw(name, key);
        var run = Optimizer.Run(objective, method, start, Options(draws));
        // A method that ends by itself recommends where it stands, although rounding may have made an earlier value lower.
        var rounding = method.EndsByItself ? 1e-14 * Math.Abs(run.Value) : 0;
        Assert.All(run.Trajectory, row => Assert.True(run.Value <= row.Value + rounding));
        Assert.Equal(objective.Value(run.Point), run.Value);
        Assert.Equal(run.Last, run.Trajectory[^1]);
        Assert.Equal(start, run.Trajectory[0].Point);
    }, cases: 50);

    [Theory, MemberData(nameof(All))]
    public void Maximising_a_function_mirrors_minimising_its_negative(string name) => Property.Holds(key =>
    {
        var (objective, method, start, draws) = Draw(name, key);
        var negative = Objective.FromValueAndGradient("negative", objective.Dimension, x => objective.ValueAndGradient(x).Negated());
        var minimised = Optimizer.Run(objective, method, start, Options(draws));
        var maximised = Optimizer.Run(negative.WithMaximize(true), method, start, Options(draws));
        Assert.Equal(minimised.Point.Bits(), maximised.Point.Bits());
        Assert.Equal(minimised.Value, -maximised.Value);
        Assert.Equal(minimised.Trajectory.Select(row => row with { Value = -row.Value }), maximised.Trajectory);
    }, cases: 30);

    [Theory, MemberData(nameof(All))]
    public void A_method_refuses_what_it_cannot_use(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        var length = method.Dimension > 0 ? method.Dimension : 2;
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => method.Start(Vector.Repeat(length, double.NaN))).Message);
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => method.Start(Vector.Empty)).Message);
        if (method.Dimension > 0)
            Assert.Contains("space of", Assert.Throws<ArgumentException>(() => method.Start(Vector.Repeat(length + 1, 1))).Message);
        var state = method.Start(Vector.Repeat(length, 1));
        Assert.Throws<ArgumentException>(() => method.Tell(state));
    }

    [Theory, MemberData(nameof(All))]
    public void Methods_with_the_same_hyperparameters_are_equal(string name)
    {
        var entry = Method.Catalogue.Find(name)!;
        Assert.Equal(entry.Create([]), entry.Default);
        Assert.NotEqual(entry.Create([new("Label", "other")]), entry.Default);
        if (entry.Default is not FirstOrderMethod method) return;
        foreach (var (one, other) in method.Chain.Links.Zip(method.Chain.Links))
            Assert.True(one.Equals(other),
                $"{one.GetType().Name} does not equal its like: a list kept in a property (SlotNames {{ get; }} = …) "
                + "compares by reference; write SlotNames => ….");
    }

    // AdaGradFull decomposes a matrix in each step, in memory that its library allocates.
    public static TheoryData<string> FirstOrder => Names.FirstOrder(method => method is not AdaGradFull);

    [Theory, MemberData(nameof(FirstOrder))]
    public void A_step_of_a_run_without_trace_allocates_nothing(string name)
    {
        var problem = TestProblems.Quadratic([1, 2, 3, 4, 5]);
        var method = Method.Catalogue.Find(name)!.Default;
        long Allocated(long iterations)
        {
            var options = new RunOptions { Stop = StopRule.Iterations(iterations), TraceEvery = 0 };
            var before = GC.GetAllocatedBytesForCurrentThread();
            Optimizer.Run(problem.Objective, method, problem.Start, options);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // Less than a byte a step: a method that comes to circle around the minimum only now takes memory for one more point, once.
        Allocated(3000);
        // A collection that another test begins shifts one count by what was left of a block of 8 KB: so the median of three.
        var growths = Enumerable.Range(0, 3).Select(_ => Allocated(6000) - Allocated(3000));
        Assert.InRange(growths.Order().ElementAt(1), 0, 2999);
    }
}
