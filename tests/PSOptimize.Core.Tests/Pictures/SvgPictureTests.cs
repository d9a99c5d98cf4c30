using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Pictures;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

public sealed class SvgPictureTests
{
    [Fact]
    public void Path_coordinates_are_those_of_the_rows()
    {
        var scene = Scene.FromRuns(Races.Five(TestProblems.Rosenbrock().Objective, [-1.2, 1], 100, 0.001))[0];
        var svg = Draw([scene]);
        var paths = Paths(svg, "track").ToArray();
        var (onMap, byIteration) = (Scales.OfLandscape(scene)!, Scales.OfConvergence(scene));
        var landscape = SvgPicture.PlaceOf(0, 2, 0).With(onMap.Horizontal, onMap.Vertical);
        var convergence = SvgPicture.PlaceOf(1, 2, 0).With(byIteration.Horizontal, byIteration.Vertical);

        Assert.Equal(10, paths.Length);
        for (var i = 0; i < 5; i++)
        {
            var rows = scene.Tracks[i].Run.Trajectory;
            AssertPassesThrough(paths[i], rows.Select(row => (landscape.X(row.Point[0]), landscape.Y(row.Point[1]))));
            AssertPassesThrough(paths[5 + i], rows.Select(row => (convergence.X(row.Iteration), convergence.Y(row.Value))));
        }
        // The panel itself: 360 pixels for the width of the domain.
        var domain = scene.Landscape!.Domain;
        Assert.Equal(64 + (360 * (-1.2 - domain.Lower[0]) / (domain.Upper[0] - domain.Lower[0])), landscape.X(-1.2), 9);
        Assert.Equal(58 + (360 * (domain.Upper[1] - 1) / (domain.Upper[1] - domain.Lower[1])), landscape.Y(1), 9);
    }

    [Fact]
    public void Contour_lines_of_a_paraboloid_are_circles_within_half_a_pixel()
    {
        var scene = Scene.FromRuns([Races.One(Races.Paraboloid, [1, 1], 20)], new PictureOptions { Domain = Box.Of(-2, 2) })[0];
        var checkedPoints = 0;
        foreach (var path in Draw([scene]).Descendants().Where(element => (string?)element.Attribute("class") == "level"))
        {
            var level = double.Parse(path.Attribute("data-level")!.Value, CultureInfo.InvariantCulture);
            if (double.IsNegativeInfinity(level)) continue;
            foreach (var ring in Rings(path))
            {
                for (var i = 1; i < ring.Count; i++)
                {
                    // The ends of the chords, and their midpoints, where a chord is furthest from the circle.
                    foreach (var (x, y) in new[] { ring[i], ((ring[i].X + ring[i - 1].X) / 2, (ring[i].Y + ring[i - 1].Y) / 2) })
                    {
                        if (Math.Min(Math.Min(x - 64, 424 - x), Math.Min(y - 58, 418 - y)) < 0.6) continue;
                        Assert.InRange(double.Hypot(x - 244, y - 238), (90 * Math.Sqrt(level)) - 0.5, (90 * Math.Sqrt(level)) + 0.5);
                        checkedPoints++;
                    }
                }
            }
        }
        Assert.True(checkedPoints > 500);
    }

    [Fact]
    public void A_diverging_path_keeps_its_direction_and_does_not_determine_the_axes()
    {
        // Gradient descent on (x² + 9y²)/2 with rate 1: x is 0 at once, and y is multiplied by −8 at each step, up to 2·10²⁷.
        var bowl = Objective.FromGradient("bowl", 2, x => ((x[0] * x[0]) + (9 * x[1] * x[1])) / 2, x => Vector.Create(x[0], 9 * x[1]));
        var scene = Scene.FromRuns([Races.One(bowl, [1, 1], 30, rate: 0.1, label: "good"), Races.One(bowl, [1, 1], 30, rate: 1)])[0];
        Assert.Equal([false, true], scene.Tracks.Select(track => track.Diverged));
        Assert.InRange(scene.Landscape!.Domain.Upper[1], 1, 2);

        var scales = Scales.OfLandscape(scene)!;
        var panel = SvgPicture.PlaceOf(0, 2, 0).With(scales.Horizontal, scales.Vertical);
        var path = Paths(Draw([scene]), "track").ElementAt(1);
        Assert.Equal(panel.X(0), path[1].X, 0.01);
        Assert.Equal(panel.X(0), path[^1].X, 0.01);
        Assert.InRange(Math.Abs(path[^1].Y), 5_000, 100_000);
    }

    [Fact]
    public void Long_runs_stay_under_three_hundred_kilobytes()
    {
        var text = Text(Scene.FromRuns(Races.Five(TestProblems.Rosenbrock().Objective, [-1.2, 1], 20_000, 0.001)));
        Assert.True(text.Length < 300_000, $"{text.Length} characters");
    }

    [Fact]
    public void Malicious_names_remain_text()
    {
        const string evil = "</text><script>alert(1)</script>&\"'\u0001";
        var objective = Races.Paraboloid.WithName(evil).WithCoordinateNames(evil + "x", evil + "y");
        var svg = Draw(Scene.FromRuns([Races.One(objective, [1, 2], 3, label: evil)]));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);
        Assert.Contains(texts, text => text.Contains("<script>alert(1)</script>", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_dimension_divergence_and_holes_give_well_formed_pictures_with_finite_numbers()
    {
        var hole = Objective.FromValue("hole", 2, point => Math.Sqrt(point[0]) + (point[1] * point[1])).WithMaximize(true);
        Run[] runs =
        [
            .. Races.Five(Objective.FromValue("one", 1, point => Math.Pow(point[0], 4) - point[0]), [2.0], 30),
            .. Races.Five(Objective.FromValue("many", 0, point => point.Dot(point)), Vector.Repeat(1000, 1), 5),
            Races.One(Races.Paraboloid, [1, 2], 5000, rate: 1.5),
            Races.One(hole, [0.1, 1], 10, 0.01),
            Races.One(Objective.FromValue("flat", 2, _ => 3), [0.1, 1], 10),
        ];
        foreach (var theme in Theme.All)
        {
            var svg = Draw(Scene.FromRuns(runs), theme);
            Assert.DoesNotContain(svg.DescendantNodes().OfType<XElement>().Attributes(),
                attribute => attribute.Name != "data-level" && Regex.IsMatch(attribute.Value, "NaN|Infinity|∞|,,"));
            Assert.Equal(5, svg.Descendants().Count(element => (string?)element.Attribute("font-weight") == "600"));
        }
    }

    /// <summary>The corners of the path are rows, in their order, and no other row is further than a tenth of a pixel from it.</summary>
    private static void AssertPassesThrough(List<(double X, double Y)> path, IEnumerable<(double X, double Y)> rows)
    {
        var at = 0;
        foreach (var (x, y) in rows)
        {
            if (at + 1 < path.Count && Distance(path[at + 1], path[at + 1]) <= 0.0071) at++;
            var (before, after) = (path[Math.Max(0, at - 1)], path[Math.Min(at + 1, path.Count - 1)]);
            var distance = Math.Min(Distance(path[at], after), Distance(before, path[at]));
            Assert.True(distance <= 0.1, $"row at {x}, {y}, {distance} from the path at {path[at]}");

            double Distance((double X, double Y) from, (double X, double Y) to)
            {
                var (dx, dy) = (to.X - from.X, to.Y - from.Y);
                var square = (dx * dx) + (dy * dy);
                var share = square == 0 ? 0 : Math.Clamp((((x - from.X) * dx) + ((y - from.Y) * dy)) / square, 0, 1);
                return double.Hypot(x - from.X - (share * dx), y - from.Y - (share * dy));
            }
        }
        Assert.Equal(path.Count - 1, at);
    }

    private static IEnumerable<List<(double X, double Y)>> Paths(XElement svg, string kind) =>
        svg.Descendants().Where(element => (string?)element.Attribute("class") == kind)
            .Select(element => Points(element.Attribute("d")!.Value));

    private static IEnumerable<List<(double X, double Y)>> Rings(XElement path) =>
        path.Attribute("d")!.Value.Split('Z', StringSplitOptions.RemoveEmptyEntries).Select(Points);

    private static List<(double X, double Y)> Points(string data) =>
    [
        .. Regex.Matches(data, @"[ML](-?[\d.]+),(-?[\d.]+)")
            .Select(match => (Parse(match.Groups[1].Value), Parse(match.Groups[2].Value))),
    ];

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private static XElement Draw(IReadOnlyList<Scene> scenes, Theme? theme = null) => XElement.Parse(Text(scenes, theme));

    private static string Text(IReadOnlyList<Scene> scenes, Theme? theme = null)
    {
        using var writer = new StringWriter();
        SvgPicture.Write(scenes, theme ?? Theme.Light, writer);
        return writer.ToString();
    }
}
