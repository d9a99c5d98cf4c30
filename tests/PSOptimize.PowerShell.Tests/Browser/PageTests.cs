using System.Text.Json;

namespace PSOptimize.PowerShell.Tests.Browser;

/// <summary>Pages of Export-TrajectoryPlot in a real browser: one visit, of which each test checks a part.</summary>
public sealed class PageTests : IClassFixture<PageVisit>
{
    private readonly JsonElement _told;
    private readonly PageVisit _visit;

    public PageTests(PageVisit visit) => (_visit, _told) = (visit, visit.Told);

    [BrowserFact]
    public void Has_no_error_and_asks_the_network_for_nothing()
    {
        Assert.Empty(_told.GetProperty("problems").EnumerateArray());
        Assert.Empty(_told.GetProperty("requests").EnumerateArray());
    }

    [BrowserFact]
    public void Shows_the_points_of_the_rows_that_the_CSV_has()
    {
        for (var run = 0; run < 3; run++)
        {
            var path = _told.GetProperty("start").GetProperty("paths")[run];
            Assert.Equal(_visit.Column(run, "x0"), Numbers(path, "x"));
            Assert.Equal(_visit.Column(run, "x1"), Numbers(path, "y"));
            var convergence = _told.GetProperty("start").GetProperty("convergence")[run];
            Assert.Equal(_visit.Column(run, "Iteration"), Numbers(convergence, "x"));
            Assert.Equal(_visit.Column(run, "Value"), Numbers(convergence, "y"));
            Assert.Equal(_visit.Column(run, "Evaluations"), Numbers(_told.GetProperty("steps")[run], "x"));
            Assert.Equal(_visit.Column(run, "StepNorm"), Numbers(_told.GetProperty("steps")[run], "y"));
        }
    }

    [BrowserFact]
    public void The_slider_moves_the_paths()
    {
        Assert.Equal("step 30 of 120", _told.GetProperty("clock").GetString());
        for (var run = 0; run < 3; run++)
        {
            var path = _told.GetProperty("early")[run];
            Assert.Equal(_visit.Column(run, "x0").Take(31), Numbers(path, "x"));
            Assert.Equal(_visit.Column(run, "x1").Take(31), Numbers(path, "y"));
        }
        // After the paths come the starts, then the heads.
        Assert.Equal(Enumerable.Range(0, 3).Select(run => _visit.Column(run, "x0")[30]), Numbers(_told.GetProperty("early")[4], "x"));
    }

    [BrowserFact]
    public void The_play_button_races_on() => Assert.InRange(_told.GetProperty("played").GetInt32(), 31, 119);

    [BrowserFact]
    public void The_legend_hides_a_run_in_every_view()
    {
        foreach (var view in new[] { "paths", "convergence", "final" })
        {
            var traces = _told.GetProperty("hidden").GetProperty(view).EnumerateArray().Take(3);
            Assert.Equal([true, false, true], traces.Select(trace => trace.GetProperty("visible").GetBoolean()));
        }
    }

    [BrowserFact]
    public void Hostile_names_stay_text()
    {
        const string title = "</script><script>alert(2)</script>";
        var text = _told.GetProperty("text");
        Assert.Equal(title, text.GetProperty("title").GetString());
        Assert.Equal(title, text.GetProperty("heading").GetString());
        Assert.Equal(["GradientDescent", "Adam", "<script>alert(1)</script><b>"], Texts(text.GetProperty("legend")));
        Assert.Equal(0, text.GetProperty("objects").GetInt32());
    }

    [BrowserFact]
    public void Whatever_a_user_names_stays_text()
    {
        const string evil = "</script><img src=x onerror=alert(1)><svg onload=alert(2)>";
        Assert.Equal(3, _told.GetProperty("names").GetArrayLength());
        foreach (var page in _told.GetProperty("names").EnumerateArray())
        {
            Assert.Equal(0, page.GetProperty("strange").GetInt32());
            Assert.Contains(evil, page.GetProperty("text").GetString(), StringComparison.Ordinal);
        }
    }

    [BrowserFact]
    public void A_script_that_is_not_of_the_page_does_not_run()
    {
        Assert.Equal("script-src-elem", _told.GetProperty("injected")[0].GetString());
        Assert.False(_told.GetProperty("injected")[1].GetBoolean());
        Assert.Equal(1, _told.GetProperty("blocked").GetInt32());
    }

    [BrowserFact]
    public void No_chart_lies_over_another_at_any_width_and_each_was_drawn_when_its_place_was_known()
    {
        var layouts = _told.GetProperty("layouts").EnumerateArray().ToArray();
        Assert.Equal(20, layouts.Length);
        foreach (var layout in layouts)
        {
            var name = layout.GetProperty("name").GetString();
            Assert.True(layout.GetProperty("overflow").GetInt32() <= 0, name);
            foreach (var drawn in layout.GetProperty("drawn").EnumerateArray())
            {
                Assert.True(drawn[1].GetInt32() == drawn[3].GetInt32() && drawn[2].GetInt32() == drawn[4].GetInt32(), $"{name}: {drawn}");
                Assert.True(drawn[1].GetInt32() > 200, $"{name}: {drawn}");
            }
            var charts = layout.GetProperty("charts").EnumerateArray().ToArray();
            Assert.NotEmpty(charts);
            foreach (var chart in charts)
            {
                foreach (var (svg, stage) in Numbers(chart, "svg").Zip(Numbers(chart, "stage"))) Assert.Equal(stage, svg, 1.0);
            }
            double[][] boxes = [.. layout.GetProperty("sections").EnumerateArray().Select(section => Numbers(section, "box").ToArray())];
            foreach (var one in boxes)
                Assert.Single(boxes, other => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]);
            // Rows of sections fill the width.
            var main = Numbers(layout, "main").ToArray();
            foreach (var row in boxes.GroupBy(box => box[1]))
                Assert.Equal((main[0], main[2]), (row.Min(box => box[0]), row.Max(box => box[2])));
        }
    }

    [BrowserFact]
    public void The_landscape_can_be_turned_in_three_dimensions()
    {
        if (!_told.GetProperty("raised").GetBoolean()) return;
        Assert.Equal(["surface", .. Enumerable.Repeat("scatter3d", 6)], Texts(_told.GetProperty("surface")));
    }

    [BrowserFact]
    public void Screenshots_are_not_blank_and_a_phone_in_dark_mode_shows_a_dark_page_that_fits()
    {
        foreach (var name in new[] { "wide", "phone" })
        {
            var look = _told.GetProperty(name);
            Assert.True(look.GetProperty("colours").GetInt32() > 200, name);
            Assert.InRange(look.GetProperty("largest").GetDouble(), 0, 0.9);
        }
        Assert.Equal(0xffffffffu, _told.GetProperty("wide").GetProperty("corner").GetUInt32());
        Assert.Equal(0xff1d1610u, _told.GetProperty("phone").GetProperty("corner").GetUInt32());
        Assert.Equal(390, _told.GetProperty("phone").GetProperty("width").GetInt32());
        Assert.True(_told.GetProperty("overflow").GetInt32() <= 0);
    }

    [BrowserFact]
    public void The_landscape_and_the_paths_have_one_frame()
    {
        var frames = _told.GetProperty("frames");
        Assert.Equal(Numbers(frames[0]), Numbers(frames[1]));
    }

    [BrowserFact]
    public void A_fit_shows_data_with_errors_the_curves_of_the_best_points_and_residuals_in_sigma()
    {
        var traces = _told.GetProperty("data")[0].GetProperty("fit").EnumerateArray().ToArray();
        Assert.Equal(["Adam", "NelderMead", "data", "Adam", "NelderMead"], traces.Select(trace => trace.GetProperty("name").GetString()));
        var (t, y, s) = (PageVisit.Column(_visit.Data, "t"), PageVisit.Column(_visit.Data, "y"), PageVisit.Column(_visit.Data, "s"));
        Assert.Equal(t, Numbers(traces[2], "x"));
        Assert.Equal(y, Numbers(traces[2], "y"));
        Assert.Equal(s, Numbers(traces[2], "error"));
        for (var run = 0; run < 2; run++)
        {
            double Model(double at) => _visit.Points[run][0] * Math.Exp(-_visit.Points[run][1] * at);
            var (grid, curve) = (Numbers(traces[run], "x").ToArray(), Numbers(traces[run], "y").ToArray());
            Assert.True(grid.Length >= 200);
            Assert.Equal((t[0], t[^1]), (grid[0], grid[^1]));
            for (var i = 0; i < grid.Length; i++) Assert.Equal(Model(grid[i]), curve[i], 1e-12);
            var residuals = Numbers(traces[3 + run], "y").ToArray();
            Assert.Equal("y2", traces[3 + run].GetProperty("axis").GetString());
            for (var i = 0; i < t.Length; i++) Assert.Equal((y[i] - Model(t[i])) / s[i], residuals[i], 1e-11);
        }
    }

    [BrowserFact]
    public void The_slider_moves_the_curve_of_a_fit()
    {
        var early = _told.GetProperty("data")[0].GetProperty("early")[0];
        var (grid, curve) = (Numbers(early, "x").ToArray(), Numbers(early, "y").ToArray());
        var (a, k) = (PageVisit.Column(_visit.Decay, "a"), PageVisit.Column(_visit.Decay, "k"));
        // The curve of one of the last iterations before the thirtieth, to the five digits that a moving curve has.
        Assert.Single(Enumerable.Range(25, 6), row =>
            grid.Zip(curve).All(at => Math.Abs(at.Second - (a[row] * Math.Exp(-k[row] * at.First))) < 1e-4));
    }

    [BrowserFact]
    public void A_classifier_shows_its_rows_its_regions_and_its_errors()
    {
        var told = _told.GetProperty("data")[1];
        var traces = told.GetProperty("regions").EnumerateArray().ToArray();
        Assert.Equal(["0", "1", "2", "misclassified"], traces.Select(trace => trace.GetProperty("name").GetString()));
        Assert.Equal([50, 50, 50], traces.Take(3).Select(trace => trace.GetProperty("x").GetArrayLength()));
        Assert.Equal(3, told.GetProperty("shapes").GetInt32());
        // The weights of the classes, then their biases.
        var weights = _visit.Points[2];
        double Score(int k, double x, double y) => (weights[2 * k] * x) + (weights[(2 * k) + 1] * y) + weights[6 + k];
        var wrong = Enumerable.Range(0, 3).SelectMany(label => Numbers(traces[label], "x").Zip(Numbers(traces[label], "y"))
            .Where(at => Enumerable.Range(0, 3).MaxBy(k => Score(k, at.First, at.Second)) != label));
        Assert.Equal(wrong.Order(), Numbers(traces[3], "x").Zip(Numbers(traces[3], "y")).Order());
    }

    [BrowserFact]
    public void Learning_shows_the_metrics_of_the_trajectory_by_epoch()
    {
        var traces = _told.GetProperty("data")[1].GetProperty("learning").EnumerateArray().ToArray();
        var rows = _visit.Learning;
        var accuracy = Array.IndexOf(rows[0], "Accuracy");
        var due = rows.Skip(1).Where(row => double.IsFinite(PageVisit.Number(row[accuracy]))).Prepend(rows[0]).ToArray();
        Assert.Equal(22, due.Length);
        var (epochs, columns) = (PageVisit.Column(due, "Epoch"), new[] { "FullLoss", "Accuracy", "HeldOutLoss", "HeldOutAccuracy" });
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(epochs, Numbers(traces[i], "x"));
            Assert.Equal(PageVisit.Column(due, columns[i]), Numbers(traces[i], "y"));
            Assert.Equal(i < 2 ? "solid" : "dot", traces[i].GetProperty("dash").GetString());
        }
    }

    [BrowserFact]
    public void A_fit_of_several_columns_shows_observed_against_fitted_values()
    {
        var told = _told.GetProperty("data")[2];
        var trace = told.GetProperty("fit")[0];
        var (fitted, observed) = (Numbers(trace, "x").ToArray(), Numbers(trace, "y").ToArray());
        var residuals = Numbers(told.GetProperty("fit")[1], "y").ToArray();
        Assert.Equal(442, observed.Length);
        Assert.Equal(observed.Zip(fitted, (y, f) => y - f), residuals);
        // The best known R² of this regression is 0.5177.
        Assert.InRange(1 - (residuals.Sum(r => r * r) / observed.Sum(y => Math.Pow(y - observed.Average(), 2))), 0.51, 0.5178);
        Assert.Contains("dotted line", told.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public void Pages_of_data_are_not_blank_and_fit_a_phone()
    {
        foreach (var view in _told.GetProperty("data").EnumerateArray())
            Assert.True(view.GetProperty("look").GetProperty("colours").GetInt32() > 200);
        Assert.True(_told.GetProperty("dataOverflow").GetInt32() <= 0);
    }

    private static IEnumerable<double> Numbers(JsonElement trace, string axis) => Numbers(trace.GetProperty(axis));

    private static IEnumerable<double> Numbers(JsonElement list) => list.EnumerateArray().Select(number => number.GetDouble());

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(text => text.GetString());
}
