using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Pictures;

namespace PSOptimize.Tests.Pictures;

public sealed class ContoursTests
{
    private static readonly Box Square = Box.Of(-1, 1).ForDimension(2);

    private static readonly Landscape Paraboloid = Landscape.Sample(Races.Paraboloid, Square, 101, 101);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.25)]
    [InlineData(0.81)]
    public void A_level_of_a_paraboloid_is_one_closed_circle(double level)
    {
        var line = Assert.Single(Contours.Lines(Paraboloid, level));

        Assert.Equal(line[0], line[^1]);
        // On an edge of length h the error of linear interpolation is at most f''·h²/8 in value, here h²/4, and is divided by the slope 2r.
        var bound = 0.02 * 0.02 / 4 / (2 * Math.Sqrt(level)) * 1.01;
        Assert.All(line, point => Assert.InRange(double.Hypot(point.X, point.Y), Math.Sqrt(level) - bound, Math.Sqrt(level) + bound));
    }

    [Fact]
    public void The_higher_side_is_on_the_left()
    {
        // The circle around the lower region runs clockwise.
        Assert.Equal(-Math.PI / 4, SignedArea(Contours.Lines(Paraboloid, 0.25)[0]), 3);
    }

    private static double SignedArea(IReadOnlyList<(double X, double Y)> ring) =>
        ring.Zip(ring.Skip(1), (a, b) => (a.X * b.Y) - (b.X * a.Y)).Sum() / 2;

    [Fact]
    public void Lines_that_leave_the_landscape_are_open_and_regions_are_closed()
    {
        // x² + y² = 1.5 crosses the border of a square of half-width 1 near its four corners.
        Assert.Equal(4, Contours.Lines(Paraboloid, 1.5).Count(line => line[0] != line[^1]));
        var corners = Contours.Regions(Paraboloid, 1.5);
        Assert.Equal(4, corners.Count);
        Assert.All(corners, ring => Assert.Equal(ring[0], ring[^1]));
    }

    [Fact]
    public void Regions_have_the_area_at_or_above_the_level()
    {
        // The border of the circular hole runs clockwise, so that its signed area is subtracted from that of the square.
        Assert.Equal(4 - (Math.PI / 4), Contours.Regions(Paraboloid, 0.25).Sum(SignedArea), 3);
        Assert.Equal(4, Contours.Regions(Paraboloid, double.NegativeInfinity).Sum(SignedArea), 12);
    }

    [Fact]
    public void The_two_branches_at_a_saddle_are_separate()
    {
        var saddle = Landscape.Sample(Objective.FromValue("saddle", 2, point => point[0] * point[1]), Square, 50, 50);
        foreach (var level in new[] { -0.01, 0.01 })
        {
            var lines = Contours.Lines(saddle, level);
            Assert.Equal(2, lines.Count);
            Assert.All(lines, line => Assert.Single(line.Select(point => Math.Sign(point.X)).Distinct()));
        }
    }

    [Fact]
    public void A_line_ends_at_a_hole_and_a_region_excludes_it()
    {
        var half = Landscape.Sample(Objective.FromValue("half", 2, point => Math.Sqrt(point[0]) + point[1]), Square, 41, 41);
        var line = Assert.Single(Contours.Lines(half, 0.5));
        Assert.NotEqual(line[0], line[^1]);
        Assert.All(line, point => Assert.True(point.X >= 0));
        var borders = Contours.Regions(half, double.NegativeInfinity).SelectMany(ring => ring);
        Assert.All(borders, point => Assert.True(point.X >= -1e-12));
    }

    [Fact]
    public void A_point_at_which_the_objective_throws_is_a_hole_and_sampling_can_be_cancelled()
    {
        var thrower = Objective.FromValue("thrower", 2, point => point[0] < 0 ? throw new InvalidOperationException("below") : point[0]);
        var landscape = Landscape.Sample(thrower, Square, 9, 9);
        Assert.True(double.IsNaN(landscape[0, 0]));
        Assert.Equal(1, landscape[8, 8]);
        var cancelled = new CancellationToken(true);
        Assert.Throws<OperationCanceledException>(() => Landscape.Sample(thrower, Square, 9, 9, cancellation: cancelled));
    }
}
