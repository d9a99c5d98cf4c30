using System.Text.RegularExpressions;
using PSOptimize.Objectives;
using PSOptimize.Pictures;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

public sealed class TerminalPictureTests
{
    private static readonly IReadOnlyList<Scene> Rosenbrock =
        Scene.FromRuns(Races.Five(TestProblems.Rosenbrock().Objective, [-1.2, 1], 200, 0.001));

    [Theory]
    [InlineData(30)]
    [InlineData(80)]
    [InlineData(133)]
    public void Lines_fit_into_the_width_with_and_without_colours(int width)
    {
        var plain = TerminalPicture.Lines(Rosenbrock, width, 12, colour: false).ToArray();
        var coloured = TerminalPicture.Lines(Rosenbrock, width, 12, colour: true).ToArray();

        Assert.All(plain, line => Assert.True(line.Length <= width, line));
        Assert.DoesNotContain(plain, line => line.Contains('\e', StringComparison.Ordinal));
        Assert.All(coloured, line => Assert.True(Regex.Replace(line, "\e\\[[\\d;]*m", "").Length <= width, line));
        Assert.Contains(coloured, line => line.Contains("\e[0;38;5;", StringComparison.Ordinal));
        Assert.All(coloured.Where(line => line.Contains('\e', StringComparison.Ordinal)),
            line => Assert.Equal("\e[0m", Regex.Matches(line, "\e\\[[\\d;]*m")[^1].Value));
        Assert.Equal(plain.Length, coloured.Length);
    }

    [Fact]
    public void Start_and_known_minimum_are_at_their_positions()
    {
        var lines = TerminalPicture.Lines(Rosenbrock, 90, 16, colour: false).ToArray();
        var domain = Rosenbrock[0].Landscape!.Domain;
        var top = Array.FindIndex(lines, line => line.Contains("x1 against x0", StringComparison.Ordinal)) + 1;

        AssertAt('○', -1.2, 1);
        AssertAt('×', 1, 1);

        void AssertAt(char mark, double x, double y)
        {
            var row = (int)((domain.Upper[1] - y) / domain.Width[1] * 16);
            var column = (int)((x - domain.Lower[0]) / domain.Width[0] * 80);
            Assert.Equal(mark, lines[top + row][10 + column]);
        }
    }

    [Fact]
    public void A_geometric_decrease_is_a_diagonal()
    {
        // On a paraboloid, each step of gradient descent reduces the value by the same factor.
        var run = Races.One(Objective.FromValue("f", 3, point => point.Dot(point)), [1, 1, 1], 60);
        var lines = TerminalPicture.Lines(Scene.FromRuns([run]), 70, 20, colour: false).ToArray();
        var rows = lines.SkipWhile(line => !line.Contains('│', StringComparison.Ordinal)).Take(20).Select(line => line[10..]).ToArray();
        for (var i = 2; i < 18; i++) Assert.InRange(rows[i].TrimEnd().Length / 60.0, (i - 0.5) / 20.0, (i + 2) / 20.0);
    }

    [Fact]
    public void Control_characters_in_names_are_removed_and_other_dimensions_are_drawn()
    {
        var named = Scene.FromRuns([Races.One(Races.Paraboloid.WithName("\e[2Jboom\n"), [1, 2], 3, label: "\e]0;x\a")]);
        Assert.DoesNotContain(TerminalPicture.Lines(named, 80, 8, false), line => line.Any(char.IsControl));

        foreach (var dimension in new[] { 1, 1000 })
        {
            var (objective, start) = (Objective.FromValue("f", 0, point => point.Dot(point)), Vector.Repeat(dimension, 1));
            var scenes = Scene.FromRuns([Races.One(objective, start, 3), Races.One(objective, start, 900, 1.5)]);
            Assert.Equal(dimension == 1 ? 1 + 2 + (2 * 11) : 1 + 2 + 11, TerminalPicture.Lines(scenes, 80, 8, true).Count());
        }
    }

    [Fact]
    public void Each_of_sixty_runs_has_a_letter_of_its_own_and_more_are_groups()
    {
        Run[] Runs(int count) =>
            [.. Enumerable.Range(1, count).Select(i => Races.One(Races.Paraboloid, [i, 1], 2, label: i % 2 == 0 ? "a" : "b"))];
        var scene = Scene.FromRuns(Runs(60), new PictureOptions { Resolution = 8 });
        foreach (var colour in new[] { false, true })
        {
            var lines = TerminalPicture.Lines(scene, 80, 8, colour).Select(line => Regex.Replace(line, "\e\\[[\\d;]*m", "")).ToArray();
            Assert.Equal(60, lines.Skip(1).Take(60).Select(line => line[1]).Distinct().Count());
            Assert.All(lines.Skip(1).Take(60), line => Assert.True(char.IsLetterOrDigit(line[1]), line));
        }
        var many = TerminalPicture.Lines(Scene.FromRuns(Runs(64), new PictureOptions { Resolution = 8 }), 80, 8, false).ToArray();
        Assert.StartsWith(" A b (32 runs)", many[1], StringComparison.Ordinal);
        Assert.StartsWith(" B a (32 runs)", many[2], StringComparison.Ordinal);
        Assert.Equal("   Runs that differ only in start look alike.", many[3]);
    }
}
