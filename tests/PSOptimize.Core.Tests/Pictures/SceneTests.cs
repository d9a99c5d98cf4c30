using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Pictures;
using PSOptimize.Runs;
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
        Assert.Equal([0, 1, 2, 3, 4], scenes[0].Tracks.Select(track => track.Style));
        Assert.Equal([4, 3, 2, 1, 0], scenes[1].Tracks.Select(track => track.Style));
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
