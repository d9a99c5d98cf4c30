using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Pictures;

namespace PSOptimize.Tests.Pictures;

public sealed class LevelsTests
{
    private static readonly Objective Rosenbrock = TestProblems.Rosenbrock().Objective;

    [Fact]
    public void A_paraboloid_has_evenly_spaced_levels_at_round_values()
    {
        var levels = Levels.ForLandscape(Landscape.Sample(Races.Paraboloid, Box.Of(-1, 1).ForDimension(2), 50, 50), best: 0);
        Assert.False(levels.Logarithmic);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => i / 5.0), levels.Values.Take(9));
    }

    [Fact]
    public void The_valley_of_Rosenbrock_has_logarithmic_levels_that_show_its_floor()
    {
        var levels = Levels.ForLandscape(Landscape.Sample(Rosenbrock, Box.Parse("-1.5..1.5 -1..2"), 100, 100), best: 0);
        Assert.True(levels.Logarithmic);
        Assert.True(levels.Values[0] < 0.5, $"The lowest level is {levels.Values[0]}.");
        Assert.InRange(levels.Values.Count, 8, 20);
    }

    [Theory]
    [InlineData("-5..5 -5..5", 4)]
    [InlineData("-6..6 -6..6", 4)]
    [InlineData("-1..4.5 -3.5..4", 2)]
    public void Each_basin_of_Himmelblau_has_lines_of_its_own(string domain, int basins)
    {
        var problem = TestProblems.Himmelblau();
        var landscape = Landscape.Sample(problem.Objective, Box.Parse(domain), 200, 200);
        var levels = Levels.ForLandscape(landscape, best: 0);
        var around = levels.Values.Select(level => Contours.Lines(landscape, level)
            .Where(line => line.Count > 8 && line[0] == line[^1])
            .Count(line => problem.Minimizers.AsSeq().Count(point => Surrounds(line, point[0], point[1])) == 1));
        Assert.True(around.Count(count => count == basins) >= 2, string.Join(' ', levels.Values));

        static bool Surrounds(IReadOnlyList<(double X, double Y)> line, double x, double y)
        {
            var crossings = line.Zip(line.Skip(1)).Count(side => side.First.Y > y != side.Second.Y > y
                && x < side.First.X + ((side.Second.X - side.First.X) * (y - side.First.Y) / (side.Second.Y - side.First.Y)));
            return crossings % 2 == 1;
        }
    }

    [Fact]
    public void Levels_of_a_maximised_function_mirror_those_of_its_negative()
    {
        var up = Objective.FromValue("up", 2, point => 7 - Rosenbrock.Value(point)).WithMaximize(true);
        var levels = Levels.ForLandscape(Landscape.Sample(up, Box.Parse("-1.5..1.5 -1..2"), 60, 60), best: 7);
        var mirrored = Levels.ForLandscape(Landscape.Sample(Rosenbrock, Box.Parse("-1.5..1.5 -1..2"), 60, 60), best: 0);
        Assert.Equal(mirrored.Values.Select(level => 7 - level), levels.Values, (a, b) => Math.Abs(a - b) < 1e-9 * Math.Abs(b));
        Assert.Equal(mirrored.Place(3), levels.Place(4), 9);
        Assert.Equal("below 7", levels.Caption);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(5)]
    [InlineData(double.PositiveInfinity)]
    public void A_flat_landscape_has_no_levels(double value)
    {
        var flat = Landscape.Sample(Objective.FromValue("flat", 2, _ => value), Box.Of(-1, 1).ForDimension(2), 9, 9);
        Assert.Empty(Levels.ForLandscape(flat).Values);
    }

    [Fact]
    public void The_lowest_line_in_a_narrow_valley_does_not_break_into_islands()
    {
        var landscape = Landscape.Sample(Rosenbrock, new Box([-1.5, -1], [1.5, 2]), 200, 200);
        var levels = Levels.ForLandscape(landscape);
        Assert.True(levels.Logarithmic && levels.Values[0] < 1);
        Assert.InRange(Contours.Lines(landscape, levels.Values[0]).Count, 1, 4);
    }
}
