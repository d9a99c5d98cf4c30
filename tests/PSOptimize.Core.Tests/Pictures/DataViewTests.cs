using System.Xml.Linq;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Pictures;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

public sealed class DataViewTests
{
    [Fact]
    public void A_fit_over_one_column_that_varies_is_a_curve_with_residuals_in_sigma()
    {
        var fit = Studies.At(Studies.Parabola(), 2).Fit!;
        var model = Assert.Single(fit.Models);
        Assert.Equal("x", fit.Column);
        Assert.Equal([2.1, 7.8, 18.2, 31.9], fit.Observed);
        Assert.Equal([0.1, 0.2, 0.3, 0.4], fit.Sigma);
        Assert.Equal([(2.1 - 2) / 0.1, (7.8 - 8) / 0.2, (18.2 - 18) / 0.3, (31.9 - 32) / 0.4], model.Residuals);
        Assert.Equal((1.0, 4.0), (model.Grid[0], model.Grid[^1]));
        Assert.All(model.Grid.Zip(model.Curve), at => Assert.Equal(2 * at.First * at.First, at.Second, 1e-12));
        Assert.True(fit.Vertical.Maximum >= 32.3 && fit.Vertical.Minimum <= 2);
    }

    [Fact]
    public void A_fit_with_a_penalty_or_an_equation_has_the_same_view()
    {
        static double[] Residuals(Problem problem) => Studies.At(problem, 2).Fit!.Models[0].Residuals;
        var plain = Residuals(Studies.Parabola());
        Assert.Equal(plain, Residuals(Problem.Of(Studies.Parabola()).Penalized(0.1)));
        var equation = Objective.FromValue("a = 2", 1, a => a[0] - 2);
        Assert.Equal(plain, Residuals(Problem.Of(Studies.Parabola()).EqualTo(equation).Penalized(0, 0.1)));
        Assert.NotNull(Studies.At(Problem.Of(Studies.Halves()).Penalized(0.1), 1, 1, -1).Classes);
    }

    [Fact]
    public void The_frames_of_a_curve_are_its_models_during_the_run()
    {
        var options = new RunOptions { Stop = StopRule.Iterations(500) };
        var run = Optimizer.Run(Studies.Parabola(), new Adam { LearningRate = 0.1 }, [0.5], options);
        var model = Scene.FromRuns([run])[0].Fit!.Models[0];
        Assert.Equal((0, 500), (model.Frames[0].Iteration, model.Frames[^1].Iteration));
        Assert.InRange(model.Frames.Count, 30, 60);
        var grid = model.Grid.Where((_, i) => i % FitView.FrameStride == 0).ToArray();
        foreach (var (iteration, curve) in model.Frames)
        {
            var expected = grid.Select(x => run.Trajectory[(int)iteration].Point[0] * x * x);
            Assert.Equal(expected, curve, (one, other) => Math.Abs(one - other) < 1e-12 * other);
        }
    }

    [Fact]
    public void A_model_that_throws_between_the_rows_leaves_a_gap()
    {
        var parabola = Studies.Parabola((row, a) => row[0] is > 2.4 and < 2.6 ? throw new InvalidOperationException() : a[0] * row[0]);
        var fit = Studies.At(parabola, 2).Fit!;
        var gaps = fit.Models[0].Grid.Zip(fit.Models[0].Curve).Where(at => double.IsNaN(at.Second)).ToArray();
        Assert.NotEmpty(gaps);
        Assert.All(gaps, gap => Assert.InRange(gap.First, 2.4, 2.6));
        Assert.DoesNotContain(fit.Models[0].Residuals, double.IsNaN);
    }

    [Fact]
    public void A_fit_over_several_columns_plots_observed_against_fitted_values()
    {
        var data = Table.OfColumns(["p", "q", "y"], [Vector.Create(0, 1, 2, 3), Vector.Create(1, 0, 1, 5), Vector.Create(1, 2, 3, 4)]);
        var fit = Studies.At(RegressionObjective.Linear(data, "y"), 1, 2, 3).Fit!;
        Assert.Null(fit.Column);
        Assert.Equal([5, 4, 7, 16], fit.Places(fit.Models[0]));
        Assert.Empty(fit.Models[0].Curve);
        Assert.Equal([-4, -2, -4, -12], fit.Models[0].Residuals);
    }

    [Fact]
    public void The_regions_of_a_logistic_regression_meet_at_its_line()
    {
        var view = Studies.At(Studies.Halves(), 1, 1, -1).Classes!;
        var decision = Assert.Single(view.Decisions);
        Assert.Equal(["u", "v"], view.Features);
        // Classes are in ordinal order, so that a positive logit is for the second one, low.
        Assert.Equal(["high", "low"], view.Classes);
        Assert.Equal([true, true, false, true, true, false], decision.Wrong);
        foreach (var (region, side) in decision.Regions.Zip(new[] { -1, 1 }))
        {
            var inner = region.SelectMany(ring => ring).Where(point => Inside(point, view)).ToArray();
            Assert.True(inner.Length > 50);
            Assert.All(inner, point => Assert.Equal(1, point.X + point.Y, 1e-9));
            Assert.All(region.SelectMany(ring => ring), point => Assert.True(side * (point.X + point.Y - 1) > -1e-9));
        }
    }

    [Fact]
    public void Learning_curves_are_in_epochs_and_complete_even_for_long_runs()
    {
        var rows = Enumerable.Range(0, 40).Select(i => (IReadOnlyList<string>)[$"{i % 7}", $"{i % 5}", i % 7 > 3 ? "yes" : "no"]).ToArray();
        var (data, split) = (Table.OfText(["u", "v", "answer"], rows), Key.FromSeed(1));
        var objective = RegressionObjective.Logistic(data.Rest(0.25, split), "answer",
            options: new() { BatchSize = 3, HeldOut = data.Share(0.25, split) });
        var options = new RunOptions { Stop = StopRule.Iterations(4000) };
        var run = Optimizer.Run(objective, new Adam { LearningRate = 0.01 }, objective.Start(), options);
        var learned = Assert.Single(Scene.FromRuns([run], new PictureOptions { RowLimit = 100 })[0].Learning!.Curves);
        Assert.Equal(Enumerable.Range(0, 401).Select(epoch => (double)epoch), learned.Epochs);
        Assert.Equal(401, learned.HeldOutLoss.Length);
        Assert.Equal(objective.Fit(run.Last.Point).Accuracy, learned.Quality[^1]);
    }

    [Fact]
    public void Objectives_without_data_have_no_views_of_data()
    {
        var scene = Scene.FromRuns([Races.One(Races.Paraboloid, [1, 2], 3)])[0];
        Assert.Null(scene.Fit);
        Assert.Null(scene.Classes);
        Assert.Null(scene.Learning);
    }

    [Fact]
    public void An_SVG_shows_the_rows_of_a_fit_at_their_positions()
    {
        var scene = Studies.At(Studies.Parabola(), 2);
        var (svg, fit) = (Draw(scene), scene.Fit!);
        var panel = SvgPicture.PlaceOf(2, 3, 0).Part(0, 0.68).With(fit.Horizontal, fit.Vertical);
        string Bar(int row)
        {
            var (low, high) = (panel.Y(fit.Observed[row] - fit.Sigma[row]), panel.Y(fit.Observed[row] + fit.Sigma[row]));
            return SvgPen.Text($"M{panel.X(fit.Inputs[row]):0.##},{low:0.##}V{high:0.##}");
        }
        Assert.Equal(Enumerable.Range(0, 4).Select(Bar), OfClass(svg, "bar").Select(element => element.Attribute("d")!.Value));
        Assert.Equal(8, OfClass(svg, "row").Count());
    }

    [Fact]
    public void An_SVG_shows_a_classifier_with_its_errors()
    {
        var svg = Draw(Studies.At(Studies.Halves(), 1, 1, -1));
        Assert.Equal(2, OfClass(svg, "region").Count());
        Assert.Equal(4, OfClass(svg, "wrong").Count());
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value);
        Assert.Contains(texts, text => text.Contains("33.3 % correct", StringComparison.Ordinal));
    }

    private static IEnumerable<XElement> OfClass(XElement svg, string name) =>
        svg.Descendants().Where(element => (string?)element.Attribute("class") == name);

    private static bool Inside((double X, double Y) point, ClassView view) => Enumerable.Range(0, 2).All(i =>
        (i == 0 ? point.X : point.Y) > view.Domain.Lower[i] + 1e-9 && (i == 0 ? point.X : point.Y) < view.Domain.Upper[i] - 1e-9);

    private static XElement Draw(Scene scene)
    {
        using var writer = new StringWriter();
        SvgPicture.Write([scene], Theme.Light, writer);
        return XElement.Parse(writer.ToString());
    }
}
