using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Pictures;
using PSOptimize.Runs;
using PSOptimize.Schedules;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

public sealed class SceneTests
{
    [Fact]
    public void Runs_are_grouped_by_objective_and_a_name_keeps_its_colour()
    {
        var rosenbrock = TestProblems.Rosenbrock().Objective;
        var scenes = Scene.FromRuns([.. Races.Five(Races.Paraboloid, [1, 2], 5), .. Races.Five(rosenbrock, [0, 1], 5).Reverse()]);

        Assert.Equal(["Paraboloid", "Rosenbrock"], scenes.Select(scene => scene.Objective.Name));
        Assert.Equal([0, 1, 2, 3, 4], scenes[0].Tracks.Select(track => track.Look.Hue));
        Assert.Equal([4, 3, 2, 1, 0], scenes[1].Tracks.Select(track => track.Look.Hue));
        Assert.Equal(rosenbrock.Problem!.Minimizers, scenes[1].Minimizers);
    }

    [Fact]
    public void Objectives_with_the_same_name_are_the_same_only_if_their_values_are()
    {
        var again = Objective.FromValue("Paraboloid", 2, point => point.Dot(point));
        var other = Objective.FromValue("Paraboloid", 2, point => 2 * point.Dot(point));
        Assert.Single(Scene.FromRuns([Races.One(Races.Paraboloid, [1, 2], 3), Races.One(again, [2, 2], 3)]));
        Assert.Equal(2, Scene.FromRuns([Races.One(Races.Paraboloid, [1, 2], 3), Races.One(other, [2, 2], 3)]).Count);
    }

    [Fact]
    public void Names_distinguish_runs_of_the_same_method()
    {
        Run[] runs =
        [
            Races.One(Races.Paraboloid, [1, 2], 3, 0.1), Races.One(Races.Paraboloid, [1, 2], 3, 0.2),
            Races.One(Races.Paraboloid, [3, 2], 3, 0.2), Races.One(Races.Paraboloid, [3, 2], 3, 0.2),
        ];
        Assert.Equal(
            ["Descent, rate 0.1", "Descent, rate 0.2, from [1 2]", "Descent, rate 0.2, from [3 2] #1", "Descent, rate 0.2, from [3 2] #2"],
            Scene.FromRuns(runs)[0].Tracks.Select(track => track.Name));
    }

    public static TheoryData<string[], double[], int> Sweeps { get; } = new()
    {
        { ["GradientDescent", "Momentum", "Adam"], [1e-4, 3e-4, 1e-3, 1e-2, 0.1], 4 },
        { ["GradientDescent", "Momentum", "AdaGrad", "RMSProp", "Adam"], [1e-3], 4 },
        { ["Adam"], [1e-4, 3e-4, 1e-3, 1e-2, 0.1], 12 },
        { ["Adam"], [1e-3], 28 },
        { ["Adam", "Momentum"], [1e-3], 20 },
        { ["GradientDescent", "Momentum", "AdaGrad", "RMSProp", "Adam", "Adan", "Lion"], [1e-3], 1 },
    };

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void No_two_of_many_runs_look_alike(string[] methods, double[] rates, int starts)
    {
        var scene = Sweep(methods, rates, starts);
        foreach (var theme in Theme.All)
        {
            var looks = scene.Tracks.Select(track => (theme.Path(track.Look), Theme.Dashes(track.Look))).ToArray();
            Assert.Equal(looks.Length, looks.Distinct().Count());
            // Lines with the same dashes differ by more than a reader's eye forgives.
            foreach (var group in looks.GroupBy(look => look.Item2, look => Theme.Parts(look.Item1)))
                foreach (var one in group)
                    Assert.Equal(1, group.Count(other => one.Zip(other, (a, b) => Math.Abs(a - b)).Sum() < 12));
        }
        Assert.Equal("", scene.LegendNote);
        Assert.Equal(scene.Tracks.Count, scene.Tracks.Select(track => track.Name).Distinct().Count());
        Assert.All(scene.Legend, row => Assert.Equal(
            Enumerable.Range(0, scene.Tracks.Count), row.Entries.SelectMany(entry => entry.Tracks).Order()));
        if (methods.Length == 1) return;
        foreach (var group in scene.Tracks.GroupBy(track => track.Run.Method.Name))
            Assert.Single(group.Select(track => track.Look.Hue).Distinct());
    }

    [Fact]
    public void The_legend_of_a_large_grid_has_a_row_for_each_thing_that_differs()
    {
        var scene = Sweep(["GradientDescent", "Momentum", "Adam"], [1e-3, 1e-4, 0.1, 1e-2, 3e-4], 4);
        Assert.Equal(["method", "rate", "start"], scene.Legend.Select(row => row.Title));
        Assert.Equal(
            ["rate 0.0001", "rate 0.0003", "rate 0.001", "rate 0.01", "rate 0.1"], scene.Legend[1].Entries.Select(entry => entry.Name));
        Assert.Equal([-1, -0.5, 0, 0.5, 1], scene.Legend[1].Entries.Select(entry => entry.Look.Shade));
        Assert.Equal([0, 1, 2, 3], scene.Legend[2].Entries.Select(entry => entry.Look.Dash));
        foreach (var row in scene.Legend.Skip(1))
            foreach (var entry in row.Entries)
                Assert.All(entry.Tracks, i => Assert.Contains(entry.Name, scene.Tracks[i].Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_for_which_there_are_not_enough_looks_share_one_and_the_legend_says_which()
    {
        var scene = Sweep(["Momentum", "Adam"], [1e-3, 1e-2, 0.1], 40);
        Assert.Equal("Runs that differ only in start look alike.", scene.LegendNote);
        Assert.Equal(6, scene.Tracks.Select(track => track.Look).Distinct().Count());
        Assert.Contains("Momentum, rate 0.001 (40 runs)", scene.Legend[0].Entries.Select(entry => entry.Name));
        var alone = Sweep(["Adam"], [1e-3], 300);
        Assert.Equal(["300 runs"], alone.Legend[0].Entries.Select(entry => entry.Name));
        Assert.Equal("Runs that differ only in start look alike.", alone.LegendNote);
    }

    [Fact]
    public void Names_say_which_hyperparameter_or_seed_differs()
    {
        var options = new RunOptions { Stop = StopRule.Iterations(2) };
        Run Of(double beta, long seed) =>
            Optimizer.Run(Races.Paraboloid, new Adam { LearningRate = 0.1, Beta1 = beta }, [1, 2], options.WithSeed(seed));
        Assert.Equal(
            ["Adam, Beta1 0.5", "Adam, Beta1 0.9, seed 3", "Adam, Beta1 0.9, seed 4"],
            Scene.FromRuns([Of(0.5, 3), Of(0.9, 3), Of(0.9, 4)])[0].Tracks.Select(track => track.Name));
        var many = Objective.FromValue("many", 5, point => point.Dot(point));
        Run[] runs = [Races.One(many, Vector.Repeat(5, 1), 2), Races.One(many, Vector.Repeat(5, 2), 2)];
        Assert.Equal(["Descent, start 1", "Descent, start 2"], Scene.FromRuns(runs)[0].Tracks.Select(track => track.Name));
    }

    private static Scene Sweep(string[] methods, double[] rates, int starts) => Scene.FromRuns(
    [
        .. from method in methods
           from rate in rates
           from start in Enumerable.Range(1, starts)
           let chosen = Method.Catalogue.Find(method)!.Create([new("LearningRate", new ConstantSchedule(rate))])
           select Optimizer.Run(Races.Paraboloid, chosen, [start, 1], new RunOptions { Stop = StopRule.Iterations(1) }),
    ], new PictureOptions { Resolution = 8 })[0];

    [Fact]
    public void The_landscape_contains_the_paths_and_a_minimum_nearby()
    {
        var rosenbrock = TestProblems.Rosenbrock().Objective;
        var scene = Scene.FromRuns(Races.Five(rosenbrock, [-1.2, 1], 20, 0.001))[0];
        Assert.All(scene.Tracks.SelectMany(track => track.Rows), row => Assert.True(scene.Landscape!.Domain.Contains(row.Point)));
        Assert.True(Scene.FromRuns(Races.Five(rosenbrock, [0, 0.5], 20, 0.001))[0].Landscape!.Domain.Contains([1, 1]));
    }

    [Fact]
    public void A_diverging_run_does_not_enlarge_the_landscape()
    {
        var run = Races.One(Races.Paraboloid, [1, 2], 5000, rate: 1.5);
        Assert.Equal(OutcomeKind.Failed, run.Outcome.Kind);
        Assert.True(run.Last.Point.Norm() > 1e100);
        Assert.InRange(Scene.FromRuns([run])[0].Landscape!.Domain.Width.Norm(), 1, 100);
    }

    [Fact]
    public void A_given_domain_is_used_unchanged()
    {
        var domain = Box.Parse("0..3 0..1");
        var scene = Scene.FromRuns([Races.One(Races.Paraboloid, [1, 2], 3)], new PictureOptions { Domain = domain })[0];
        Assert.Equal(domain, scene.Landscape!.Domain);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 30)]
    [InlineData(3, 0)]
    [InlineData(1000, 0)]
    public void Landscapes_have_one_or_two_coordinates(int dimension, int rows)
    {
        var run = Races.One(Objective.FromValue("f", 0, point => point.Dot(point)), Vector.Repeat(dimension, 1), 3);
        var scene = Scene.FromRuns([run], new PictureOptions { Resolution = 30 })[0];
        Assert.Equal(rows, scene.Landscape?.Rows ?? 0);
        Assert.Equal(dimension, scene.CoordinateNames.Count);
    }

    [Fact]
    public void A_run_that_does_not_move_still_has_a_landscape_around_it() =>
        Assert.True(Scene.FromRuns([Races.One(Races.Paraboloid, [0, 0], 3)])[0].Landscape!.Domain.Width.AsSeq().All(width => width > 0.1));

    [Fact]
    public void A_run_without_a_trace_is_refused()
    {
        var method = Races.One(Races.Paraboloid, [1, 2], 1).Method;
        var bare = Optimizer.Run(Races.Paraboloid, method, [1, 2], new RunOptions { TraceEvery = 0 });
        Assert.False(Scene.HasTrace(bare));
        Assert.Throws<ArgumentException>("runs", () => Scene.FromRuns([bare]));
        Assert.Throws<ArgumentException>("runs", () => Scene.FromRuns([]));
    }
}
