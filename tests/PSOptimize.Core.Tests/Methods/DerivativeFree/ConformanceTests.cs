using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.DerivativeFree;

/// <summary>What every method without gradients must do.</summary>
public class ConformanceTests
{
    private static readonly Box Domain = Box.Of(-2, 3);

    // Bumps on a bowl, and not a number in a corner of the domain.
    private static readonly Objective Bumpy = Objective.FromValue("Bumpy", 0, x =>
    {
        if (x[0] > 2.5) return double.NaN;
        if (x[0] < -1.9) return double.NegativeInfinity;
        return x.AsSeq().Sum(t => t * t + 1 - Math.Cos(3 * t));
    });

    private static readonly Problem Bounded = Problem.Of(Bumpy).KeptWithin(Domain);

    public static TheoryData<string> Names => Searches.Names;

    [Fact]
    public void The_catalogue_has_them() => Assert.True(Searches.All.Count >= 12);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_trial_lies_within_the_bounds(string name) => Check(100, (key, start) =>
    {
        var method = Searches.Named(name);
        var solver = method.Prepare(Bounded);
        return States(method, start, key).Take(40).All(state =>
            solver.Ask(state).Points.All(Domain.Contains) && Domain.Contains(state.Point) && Domain.Contains(solver.Answer(state)));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_start_is_the_first_trial_and_its_value_the_first_one(string name) => Check(100, (key, start) =>
    {
        var method = Searches.Named(name);
        var state = method.Start(Searches.Point(method, start.ToArray()), key);
        return method.Ask(state).Points[0].Equals(state.Point) && double.IsNaN(state.Value) && state.Transition == 0;
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_known_value_is_that_of_the_point(string name) => Check(100, (key, start) =>
    {
        var method = Searches.Named(name);
        return States(method, start, key).Take(40).All(state =>
            double.IsNaN(state.Value) || state.Value == Finite(Bumpy.Value(state.Point)));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_best_of_a_run_is_the_lowest_finite_value_of_its_rows(string name) => Check(100, (key, start) =>
    {
        var method = Searches.Named(name);
        var run = Optimizer.Run(Bounded, method, Searches.Point(method, start.ToArray()),
            new RunOptions { Stop = StopRule.Iterations(100), Key = key });
        var lowest = run.Trajectory.Select(row => row.Value).Where(double.IsFinite).Append(double.PositiveInfinity).Min();
        return run.Best.Value == lowest || (!double.IsFinite(lowest) && run.Outcome is Outcome.Failed);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void An_objective_without_any_finite_value_fails_the_run_and_says_so(string name)
    {
        var method = Searches.Named(name);
        var nowhere = Objective.FromValue("Nowhere", 0, _ => double.NaN);
        var start = Searches.Point(method, 0.5, 0.5);
        var run = Optimizer.Run(Problem.Of(nowhere).KeptWithin(Domain), method, start, new RunOptions { Stop = StopRule.Iterations(50) });
        var failed = Assert.IsType<Outcome.Failed>(run.Outcome);
        Assert.Equal(FailureReason.NotFinite, failed.Reason);
        Assert.Equal(50, run.Iterations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Too_few_or_too_many_values_are_refused(string name)
    {
        var method = Searches.Named(name);
        var state = method.Start(Searches.Point(method, 0.5, 0.5));
        var asked = method.Ask(state).Points.Count;
        Assert.Contains($"asked for {asked} evaluations and was told {asked - 1}",
            Assert.Throws<ArgumentException>(() => method.Tell(state, [.. Enumerable.Repeat(Evaluation.Of(1), asked - 1)])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => method.Tell(state, [.. Enumerable.Repeat(Evaluation.Of(1), asked + 1)]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_start_outside_the_bounds_is_refused(string name)
    {
        var method = Searches.Named(name);
        var error = Assert.Throws<ArgumentException>(() => method.Prepare(Bounded).Start(Searches.Point(method, 4, 0)));
        Assert.Contains("outside the bounds", error.Message, StringComparison.Ordinal);
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : double.PositiveInfinity;

    private static IEnumerable<State> States(Method method, Vector start, Key key) =>
        Optimizer.Steps(Bounded, method, Searches.Point(method, start.ToArray()), key);

    private static void Check(int cases, Func<Key, Vector, bool> holds) =>
        Property.Holds(key => Assert.True(holds(key, key.Fold(-1).PointIn(Vector.Create(-2, -2), Vector.Create(3, 3)))), cases);
}
