using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Pictures;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

public sealed class HtmlPictureTests
{
    private const string Plotly = "window.Plotly = {};";

    [Fact]
    public void The_figure_holds_the_rows_to_the_last_bit()
    {
        var runs = Races.Five(TestProblems.Rosenbrock().Objective, [-1.2, 1], 50, 0.001);
        var tracks = Figure(Page(Scene.FromRuns(runs))).GetProperty("scenes")[0].GetProperty("tracks");
        Assert.Equal(5, tracks.GetArrayLength());
        foreach (var (track, run) in tracks.EnumerateArray().Zip(runs))
        {
            Assert.Equal(run.Method.Label, track.GetProperty("name").GetString());
            Assert.Equal(run.Trajectory.Select(row => (double)row.Iteration), Numbers(track.GetProperty("iteration")));
            Assert.Equal(run.Trajectory.Select(row => row.Value), Numbers(track.GetProperty("value")));
            Assert.Equal(run.Trajectory.Select(row => row.GradientNorm), Numbers(track.GetProperty("gradientNorm")));
            Assert.Equal(run.Trajectory.Select(row => row.Point[1]), Numbers(track.GetProperty("points")[1]));
        }
    }

    [Fact]
    public void The_plotting_library_is_embedded_compressed()
    {
        var page = Page(Scene.FromRuns([Races.One(Races.Paraboloid, [1, 2], 3)]));
        var packed = Convert.FromBase64String(Between(page, "id=\"plotly\">", "</script>"));
        using var reader = new StreamReader(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress));
        Assert.Equal(Plotly, reader.ReadToEnd());
    }

    [Fact]
    public void The_policy_permits_the_two_scripts_of_the_page_and_no_other()
    {
        var page = Page(Scene.FromRuns([Races.One(Races.Paraboloid, [1, 2], 3)]));
        var script = Between(page, "<script>", "</script>");
        var allowed = Regex.Matches(Between(page, "script-src ", ";"), "'sha256-([^']+)'").Select(hash => hash.Groups[1].Value);
        Assert.Equal([Hash(script), Hash(Plotly)], allowed);
        Assert.Contains("content=\"default-src 'none'; ", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', page);

        static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Malicious_names_remain_text()
    {
        const string evil = "</script><script>alert(1)</script><!--{{figure}}";
        var objective = Races.Paraboloid.WithName(evil).WithCoordinateNames(evil + "x", evil + "y");
        var calm = Page(Scene.FromRuns([Races.One(Races.Paraboloid, [1, 2], 3)]), "calm");
        var page = Page(Scene.FromRuns([Races.One(objective, [1, 2], 3, label: evil)]), evil);
        Assert.Equal(Count(calm, "<script"), Count(page, "<script"));
        Assert.Equal(Count(calm, "</script"), Count(page, "</script"));
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.Equal(evil, Figure(page).GetProperty("title").GetString());
        Assert.Equal(evil, Figure(page).GetProperty("scenes")[0].GetProperty("tracks")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Holes_of_a_landscape_become_null()
    {
        var hole = Objective.FromValue("hole", 2, point => Math.Sqrt(point[0]) + (point[1] * point[1]), DifferentiationKind.None);
        var run = Races.One(Races.Paraboloid, [1, 2], 3);
        var altered = run with { Problem = hole };
        var options = new PictureOptions { Domain = Box.Of(-1, 1) };
        var landscape = Figure(Page(Scene.FromRuns([altered], options))).GetProperty("scenes")[0].GetProperty("landscape");
        var scene = Scene.FromRuns([altered], options)[0];
        Assert.Contains(scene.Landscape!.Values.ToArray(), double.IsNaN);
        var cells = landscape.GetProperty("z").EnumerateArray().SelectMany(row => row.EnumerateArray());
        Assert.Equal(
            scene.Landscape.Values.ToArray().Count(double.IsNaN), cells.Count(cell => cell.ValueKind == JsonValueKind.Null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Other_dimensions_have_convergence_and_final_points_of_at_most_sixteen_coordinates(int dimension)
    {
        var objective = Objective.FromValue("f", 0, point => point.Dot(point));
        var page = Page(Scene.FromRuns([Races.One(objective, Vector.Repeat(dimension, 1), 3)]));
        var scene = Figure(page).GetProperty("scenes")[0];
        Assert.Equal(dimension == 1 ? JsonValueKind.Object : JsonValueKind.Null, scene.GetProperty("landscape").ValueKind);
        Assert.Equal(dimension <= 16 ? dimension : 0, scene.GetProperty("final").GetProperty("names").GetArrayLength());
    }

    [Fact]
    public void The_page_of_long_runs_stays_below_five_megabytes_with_the_library()
    {
        // The compressed library takes 2.0 MB.
        var runs = Races.Five(TestProblems.Rosenbrock().Objective, [-1.2, 1], 100_000, 0.0005);
        var page = Page(Scene.FromRuns(runs, new PictureOptions { Resolution = HtmlPicture.Resolution }));
        Assert.True(page.Length < 2_500_000, $"{page.Length} characters");
    }

    private static string Page(IReadOnlyList<Scene> scenes, string title = "Title")
    {
        using var writer = new StringWriter();
        using var plotly = new MemoryStream(Encoding.UTF8.GetBytes(Plotly));
        HtmlPicture.Write(scenes, Theme.Light, title, plotly, writer);
        return writer.ToString();
    }

    private static JsonElement Figure(string page) => JsonDocument.Parse(Between(page, "id=\"figure\">", "</script>")).RootElement;

    private static IEnumerable<double> Numbers(JsonElement array) => array.EnumerateArray().Select(number => number.GetDouble());

    private static string Between(string text, string start, string end) => text.Split(start)[1].Split(end)[0];

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
