using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.DerivativeFree;

public class DIRECTTests
{
    /// <summary>
    /// The evaluations that table 1 of Jones, Perttunen and Stuckman 1993 has for an error of 0.01 %: ours may be a third more, since ties
    /// and the least gain are not judged alike.
    /// </summary>
    [Theory]
    [InlineData("Branin", 195)]
    [InlineData("GoldsteinPrice", 191)]
    [InlineData("SixHumpCamel", 285)]
    [InlineData("Hartmann3", 199)]
    [InlineData("Hartmann6", 571)]
    [InlineData("Shekel", 145)]
    public void It_takes_as_many_evaluations_as_in_the_paper(string name, int published)
    {
        var test = TestProblems.Find(name)!.Default;
        var problem = Problem.Of(test.Objective).KeptWithin(new Box(test.Lower, test.Upper));
        var stop = StopRule.TargetValue(test.Minimum + 1e-4 * Math.Abs(test.Minimum)).Or(StopRule.Evaluations(5000));
        var run = Optimizer.Run(problem, new DIRECT(), 0.5 * (test.Lower + test.Upper), new RunOptions { Stop = stop });
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.InRange(run.Evaluations, 20, published * 4 / 3);
    }

    [Fact]
    public void On_a_line_the_first_rectangles_are_those_of_the_algorithm()
    {
        var problem = Problem.Of(Objective.FromValue("slope", 1, x => x[0])).KeptWithin(Box.Of(0, 1));
        var asked = Optimizer.Steps(problem, new DIRECT(), [0.25]).Take(4)
            .Select(state => new DIRECT().Prepare(problem).Ask(state).Points.Select(point => point[0]).ToArray()).ToList();
        double[][] expected =
        [
            [0.25, 0.5], [0.5 + 1.0 / 3, 0.5 - 1.0 / 3], [1.0 / 6 + 1.0 / 9, 1.0 / 6 - 1.0 / 9],
            // Of thirds the lowest left is the middle one; of ninths the lowest.
            [1.0 / 18 + 1.0 / 27, 1.0 / 18 - 1.0 / 27, 0.5 + 1.0 / 9, 0.5 - 1.0 / 9],
        ];
        foreach (var (one, other) in expected.Zip(asked)) Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_rectangles_fill_the_box_and_hold_their_values(bool biased)
    {
        var test = TestProblems.Branin();
        var problem = Problem.Of(test.Objective).KeptWithin(new Box(test.Lower, test.Upper));
        var state = Optimizer.Steps(problem, new DIRECT { LocallyBiased = biased }, test.Start).ElementAt(25);
        var (centres, cuts, values) = (state.Memory.Vectors["Centres"], state.Memory.Vectors["Cuts"], state.Memory.Vectors["Values"]);
        var volume = Enumerable.Range(0, values.Count).Sum(i => Math.Pow(3, -cuts[2 * i] - cuts[2 * i + 1]));
        Assert.Equal(1, volume, 1e-12);
        for (var i = 0; i < values.Count; i++)
            Assert.Equal(
                test.Objective.Value(test.Lower + (test.Upper - test.Lower).Times(centres.Slice(2 * i, 2))), values[i], 1e-9);
        // No two overlap: each centre lies in one rectangle alone.
        for (var i = 0; i < values.Count; i++)
            Assert.Single(Enumerable.Range(0, values.Count), j => Enumerable.Range(0, 2).All(k =>
                Math.Abs(centres[2 * i + k] - centres[2 * j + k]) < Math.Pow(3, -cuts[2 * j + k]) / 2));
    }

    [Fact]
    public void It_ends_when_it_has_as_many_rectangles_as_it_may_have()
    {
        var test = TestProblems.Rastrigin(4);
        var problem = Problem.Of(test.Objective).KeptWithin(new Box(test.Lower + Vector.Repeat(4, 0.7), test.Upper));
        var options = new RunOptions { Stop = StopRule.Evaluations(5000) };
        var run = Optimizer.Run(problem, new DIRECT { MaxRectangles = 500 }, test.Start, options);
        Assert.IsType<Outcome.BudgetExhausted>(run.Outcome);
        Assert.InRange(run.Evaluations, 500, 700);
    }

    [Fact]
    public void A_state_with_parts_that_do_not_fit_is_refused()
    {
        var state = Optimizer.Steps(TestProblems.Booth().Objective, new DIRECT(), [1, 2]).ElementAt(5);
        var vectors = state.Memory.Vectors.ToDictionary();
        foreach (var (name, wrong) in new Dictionary<string, Vector> { ["Divided"] = [1e9], ["Values"] = [1], ["Cuts"] = [0, 1] })
        {
            var changed = new Dictionary<string, Vector>(vectors) { [name] = wrong };
            var memory = Memory.Of(changed, state.Memory.Numbers);
            Assert.Throws<ArgumentException>(() => new DIRECT().Prepare().Check(state with { Memory = memory }));
        }
    }
}
