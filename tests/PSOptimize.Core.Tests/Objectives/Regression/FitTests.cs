using System.Globalization;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>
/// The statistics of fits. The numbers are those of SciPy 1.10 (curve_fit with xtol = ftol = gtol = 1e-15, stats) for curves; for robust
/// losses, of reweighted least squares and the formula H1 of statsmodels' RLM, and for classes of Newton's method on the likelihood, both
/// in NumPy.
/// </summary>
public class FitTests
{
    private static readonly double[] Substrate = [.02, .02, .06, .06, .11, .11, .22, .22, .56, .56, 1.1, 1.1];
    private static readonly double[] Rate = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200];
    private static readonly Vector Best = Vector.Create(212.6837431575472, .06412128170258516);

    /// <summary>Puromycin of Bates and Watts 1988, with σ = 5 + 10x.</summary>
    private static readonly Table Puromycin = Columns(
        ("x", Substrate), ("y", Rate), ("s", [.. Substrate.Select(x => 5 + 10 * x)]));

    private static Table Columns(params (string Name, double[] Cells)[] columns) =>
        Table.OfColumns([.. columns.Select(column => column.Name)], [.. columns.Select(column => Vector.Create(column.Cells))]);

    private static RegressionObjective MichaelisMenten(RegressionOptions? options = null, ResidualLoss? loss = null) =>
        RegressionObjective.Curve(Puromycin, CurveModel.FromFunctionAndGradient(["x"], ["a", "b"], (row, p) =>
        {
            var below = p[1] + row[0];
            return Evaluation.Of(p[0] * row[0] / below, Vector.Create(row[0] / below, -p[0] * row[0] / (below * below)));
        }), "y", loss, options);

    private static void Near(double expected, double actual, double tolerance = 1e-6) =>
        Assert.Equal(expected, actual, tolerance * Math.Abs(expected));

    private static void Empty(Fit fit, string note)
    {
        Assert.Contains(note, fit.Note, StringComparison.Ordinal);
        Assert.All(fit.Estimates, estimate =>
        {
            Assert.True(double.IsNaN(estimate.StandardError) && double.IsNaN(estimate.PValue) && double.IsNaN(estimate.Lower));
            Assert.Equal(fit.Note, estimate.Note);
        });
        Assert.True(fit.Covariance.AsSpan().ToArray().All(double.IsNaN));
        Assert.True(double.IsNaN(fit.Aic) && double.IsNaN(fit.Bic) && double.IsNaN(fit.LogLikelihood));
    }

    [Fact]
    public void A_curve_has_the_statistics_of_least_squares()
    {
        var fit = MichaelisMenten().Fit(Best);
        Assert.Equal("", fit.Note);
        Assert.Equal(10, fit.DegreesOfFreedom);
        Near(6.947155271988952, fit.StandardErrors[0]);
        Near(.008280949786389, fit.StandardErrors[1]);
        Near(.04401453443807604, fit.Covariance[0, 1]);
        Near(.04401453443807604 / (6.947155271988952 * .008280949786389), fit.Correlation[1, 0]);
        Near(1, fit.Correlation[1, 1]);
        var (a, b) = (fit.Estimates[0], fit.Estimates[1]);
        Near(30.61450836072309, a.TValue);
        Near(7.743227933584976, b.TValue);
        Near(3.241163741127028e-11, a.PValue);
        Near(1.565134278915996e-05, b.PValue);
        Near(197.2045165853956, a.Lower);
        Near(.08257238765281021, b.Upper);
        Near(1195.4488144393588, fit.ChiSquared);
        Near(1195.4488144393588 / 10, fit.ReducedChiSquared);
        Near(1195.4488144393588 / 9, fit.AdjustedChiSquared);
        Near(-44.635484324473765, fit.LogLikelihood);
        Near(95.27096864894753, fit.Aic);
        Near(96.72568859831154, fit.Bic);
        Near(.9612608301402018, fit.RSquared);
        Assert.InRange(fit.RelativeOffset, 0, 1e-6);
    }

    [Fact]
    public void Bands_hold_the_curve_and_new_measurements()
    {
        var fit = MichaelisMenten().Fit(Best);
        var there = Columns(("x", [.3]));
        var (curve, measured) = (fit.ConfidenceBand(there), fit.PredictionBand(there));
        Near(3.7067140090112844, curve.StandardErrors[0]);
        Near(166.97134052622005, curve.Lower[0]);
        Near(183.48948751942157, curve.Upper[0]);
        Near(11.54489541695967, measured.StandardErrors[0]);
        Near(149.506784002421, measured.Lower[0]);
        // A confidence of 68.3 % reaches about one standard error to each side.
        var narrow = MichaelisMenten().Fit(Best, new FitOptions { Confidence = .5 }).ConfidenceBand(there);
        Near(.699812, (narrow.Upper[0] - narrow.Lower[0]) / 2 / narrow.StandardErrors[0]);
    }

    [Fact]
    public void Sigma_is_trusted_unless_it_is_relative()
    {
        var objective = MichaelisMenten(new RegressionOptions { Sigma = "s" });
        var point = Vector.Create(202.2473568771553, .05527204702700262);
        var (absolute, relative) = (objective.Fit(point), objective.Fit(point, new FitOptions { RelativeSigma = true }));
        Near(6.270649323862981, absolute.StandardErrors[0]);
        Near(.005074885187049337, absolute.StandardErrors[1]);
        Near(11.27921604262829, relative.StandardErrors[0]);
        Near(.009128357122193669, relative.StandardErrors[1]);
        Near(32.35435914585115, absolute.ChiSquared);
        Near(3.235435914585115, absolute.Loss);
        Assert.Equal(absolute.ReducedChiSquared, absolute.Loss, 1e-12);
        Assert.Equal(objective.Value(point), absolute.Loss, 1e-12);
        Near(-51.77891745915677, absolute.LogLikelihood);
        Near(2 * 2 + 2 * 51.77891745915677, absolute.Aic);
        Near(point[0] - 1.959963984540054 * 6.270649323862981, absolute.Estimates[0].Lower);
        // A new measurement has the spread of its own σ, and none that is known without one.
        var band = absolute.PredictionBand(Columns(("x", [.3, .3]), ("s", [1e-6, 20])));
        var curve = absolute.ConfidenceBand(Columns(("x", [.3])));
        Near(curve.StandardErrors[0], band.StandardErrors[0]);
        Near(Math.Sqrt(400 + Math.Pow(curve.StandardErrors[0], 2)), band.StandardErrors[1]);
        Assert.True(double.IsNaN(absolute.PredictionBand(Columns(("x", [.3]))).Lower[0]));
    }

    [Property(MaxTest = 100)]
    public void Units_of_parameters_and_targets_change_nothing_else(Key key)
    {
        var (byA, byB, byY) = (Math.Exp(key.Between(-20, 20, 0)), Math.Exp(key.Between(-20, 20, 1)), Math.Exp(key.Between(-20, 20, 2)));
        var data = Columns(("x", Substrate), ("y", [.. Rate.Select(y => byY * y)]));
        var scaled = RegressionObjective.Curve(data, CurveModel.FromFunctionAndGradient(["x"], ["a", "b"], (row, p) =>
        {
            var (a, b) = (p[0] / byA, p[1] / byB);
            var below = b + row[0];
            return Evaluation.Of(
                byY * a * row[0] / below, Vector.Create(byY * row[0] / below / byA, -byY * a * row[0] / (below * below) / byB));
        }), "y").Fit(Vector.Create(byA * Best[0], byB * Best[1]));
        var plain = MichaelisMenten().Fit(Best);
        Assert.Equal("", scaled.Note);
        for (var i = 0; i < 2; i++)
        {
            Near(plain.StandardErrors[i] * (i == 0 ? byA : byB), scaled.StandardErrors[i], 1e-9);
            Near(plain.Estimates[i].TValue, scaled.Estimates[i].TValue, 1e-9);
        }
    }

    [Theory]
    [InlineData("Huber", 2.020012429861743, 2.901681132049706, 0.03560696368432, 0.426541107414239)]
    [InlineData("SoftL1", 2.027925004265791, 2.854657985272192, 0.043067658299014, 0.515913876495151)]
    [InlineData("Cauchy", 2.002711190448593, 3.041247751379092, 0.060659713380352, 0.72665171762678)]
    [InlineData("LogCosh", 2.025655443604794, 2.867306330287282, 0.041049330942901, 0.491736033272304)]
    public void Robust_losses_have_the_errors_of_M_estimates(string name, double slope, double intercept, double error, double second)
    {
        var x = Enumerable.Range(1, 20).ToArray();
        var data = Columns(
            ("x", [.. x.Select(i => (double)i)]), ("y", [.. x.Select(i => 3 + 2.0 * i + Math.Sin(9 * i) + (i == 18 ? 60 : 0))]));
        ResidualLoss loss = name switch
        {
            "Huber" => new HuberLoss(),
            "SoftL1" => new SoftL1Loss(),
            "Cauchy" => new CauchyLoss(),
            _ => new LogCoshLoss(),
        };
        var fit = RegressionObjective.Linear(data, "y", loss: loss).Fit(Vector.Create(slope, intercept));
        Assert.Equal("", fit.Note);
        Near(error, fit.StandardErrors[0], 1e-8);
        Near(second, fit.StandardErrors[1], 1e-8);
        Assert.True(double.IsNaN(fit.Aic));
        Assert.True(double.IsNaN(fit.PredictionBand(data).Lower[0]));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.3)]
    [InlineData(40)]
    public void Robust_losses_are_squares_of_small_residuals_and_turn_at_their_scale(double scale)
    {
        foreach (var loss in (ResidualLoss[])[new SoftL1Loss { Scale = scale }, new CauchyLoss { Scale = scale }])
            Near(5e-13 * scale * scale, loss.Value(1e-6 * scale), 1e-9);
        Near((Math.Sqrt(2) - 1) * scale * scale, new SoftL1Loss { Scale = scale }.Value(-scale), 1e-12);
        Near(Math.Log(2) / 2 * scale * scale, new CauchyLoss { Scale = scale }.Value(scale), 1e-12);
        Near(1e8 * scale * scale, new SoftL1Loss { Scale = scale }.Value(1e8 * scale), 1e-7);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CauchyLoss { Scale = 0 });
    }

    [Fact]
    public void The_absolute_loss_has_none() =>
        Empty(MichaelisMenten(loss: new AbsoluteLoss()).Fit(Best), "the absolute loss has no curvature");

    [Fact]
    public void A_point_that_is_no_minimum_has_none()
    {
        var errors = MichaelisMenten().Fit(Best).StandardErrors;
        var off = MichaelisMenten().Fit(Best + Vector.Create(errors[0], 0));
        Empty(off, "not at a minimum");
        Near(1.0, off.RelativeOffset, .5);
        Assert.True(double.IsNaN(off.ConfidenceBand(Puromycin).Lower[0]));
        // A ten-thousandth of a standard error makes no difference.
        Assert.Equal("", MichaelisMenten().Fit(Best + 1e-4 * Vector.Create(errors[0], 0)).Note);
    }

    [Fact]
    public void A_penalised_fit_has_none()
    {
        Empty(MichaelisMenten(new RegressionOptions { L2 = 1e-9 }).Fit(Best), "penalised");
        Empty(MichaelisMenten(new RegressionOptions { L1 = 1e-9 }).Fit(Best), "penalised");
        var objective = MichaelisMenten();
        Empty(objective.Fit(Best, new FitOptions { Problem = Problem.Of(objective).Penalized(0, 1) }), "penalised");
        Empty(objective.Fit(Best, new FitOptions { Problem = Problem.Of(objective).KeptWithin(new Ball(1000)) }), "a set");
        Empty(objective.Fit(Best, new FitOptions { Problem = objective.WithMaximize(true) }), "maximised");
    }

    [Fact]
    public void Parameters_that_bounds_hold_have_none_and_the_others_theirs()
    {
        var objective = MichaelisMenten();
        Fit Within(Vector point, string box) =>
            objective.Fit(point, new FitOptions { Problem = Problem.Of(objective).KeptWithin(Box.Parse(box)) });
        var best = Vector.Create(222.27588501959042, .08);
        foreach (var (box, note) in new[] { ("0.. .08..0.08", "fixed"), ("0.. 0.08..1", "at its bound 0.08") })
        {
            var fit = Within(best, box);
            Assert.Equal("", fit.Note);
            Assert.Equal(note, fit.Estimates[1].Note);
            Assert.True(double.IsNaN(fit.StandardErrors[1]) && double.IsNaN(fit.Covariance[0, 1]));
            Near(5.037287720727069, fit.StandardErrors[0]);
            Assert.Equal(11, fit.DegreesOfFreedom);
        }
        // Methods that only approach a bound stop a hair's breadth before it.
        Assert.Equal("at its bound 0.08", Within(best + Vector.Create(0, 1e-9), "0.. 0.08..1").Estimates[1].Note);
        // Here the minimum lies inside, so the bound does not explain the point.
        Empty(Within(best, "0.. 0..0.08"), "b can leave its bound");
        Assert.Equal(["", ""], Within(Best, "0.. 0..1").Estimates.Select(estimate => estimate.Note));
        Assert.Equal(12, Within(best, "222.27588501959042..222.27588501959042 0.08..0.08").DegreesOfFreedom);
    }

    [Fact]
    public void Rows_that_leave_no_freedom_give_none_without_sigma()
    {
        var data = Columns(("x", [1, 2]), ("y", [3, 5]), ("s", [.1, .2]));
        var point = Vector.Create(2.0, 1);
        Empty(RegressionObjective.Linear(data, "y", ["x"]).Fit(point), "2 rows leave no degree of freedom to 2 parameters");
        var known = RegressionObjective.Linear(data, "y", ["x"], options: new() { Sigma = "s" }).Fit(point);
        Near(Math.Sqrt(.01 + .04), known.StandardErrors[0]);
        Near(Math.Sqrt(4 * .01 + .04), known.StandardErrors[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_dependent_columns_leave_open_has_none(bool standardize)
    {
        double[] y = [2, 3, 1, 5, 6, 4, 8, 9, 7, 11];
        var n = Enumerable.Range(0, 10).ToArray();
        var data = Columns(("n", [.. n.Select(i => i + 1.0)]), ("a", [.. n.Select(i => i < 5 ? 1.0 : 0)]),
            ("b", [.. n.Select(i => i < 5 ? 0 : 1.0)]), ("none", new double[10]), ("y", y));
        string[] inputs = standardize ? ["n", "a", "b"] : ["n", "a", "b", "none"];
        var whole = RegressionObjective.Linear(data, "y", inputs, options: new() { Standardize = standardize });
        var part = RegressionObjective.Linear(data, "y", ["n", "a"], options: new() { Standardize = standardize });
        var point = Optimizer.Run(part, new ClosedForm(), part.Start()).Point;
        var fit = whole.Fit(Vector.OfSeq([point[0], point[1], .. Vector.Zero(inputs.Length - 2).AsSeq(), point[2]]));
        Assert.Equal(7, fit.DegreesOfFreedom);
        Near(1.15, fit.Coefficients[0], 1e-9);
        Near(0.35405811, fit.StandardErrors[0]);
        Assert.Equal("", fit.Estimates[0].Note);
        Assert.All(fit.Estimates.Skip(1), estimate => Assert.Equal("the rows do not determine it", estimate.Note));
        // A prediction is determined as long as a and b still add up to one.
        var band = fit.ConfidenceBand(Columns(("n", [3, 3]), ("a", [1, 1]), ("b", [0, 1]), ("none", [0, 0])));
        Near(part.Fit(point).ConfidenceBand(Columns(("n", [3]), ("a", [1]))).StandardErrors[0], band.StandardErrors[0], 1e-9);
        Assert.True(double.IsNaN(band.StandardErrors[1]));
    }

    [Property(MaxTest = 100)]
    public void Columns_far_from_zero_keep_their_errors(Key key)
    {
        var shift = Math.Exp(key.Between(0, 25));
        var (x, noise) = (10 * key.Fold(1).Normals(30), key.Fold(2).Normals(30));
        Estimate Slope(double by)
        {
            var moved = x.Map(value => value + by);
            var y = 3 * (moved - Vector.Repeat(30, by)) + noise;
            var objective = RegressionObjective.Linear(Table.OfColumns(["x", "y"], [moved, y]), "y");
            return objective.Fit(Optimizer.Run(objective, new ClosedForm(), objective.Start()).Point).Estimates[0];
        }
        Assert.Equal("", Slope(shift).Note);
        Near(Slope(0).StandardError, Slope(shift).StandardError, 1e-4);
    }

    private static readonly Table TwoClasses = Columns(
        ("x", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), ("w", [2, 1, 4, 3, 6, 2, 1, 5, 3, 4, 1, 2]),
        ("c", [0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1]));

    [Fact]
    public void A_logistic_model_has_the_errors_of_its_likelihood()
    {
        var fit = RegressionObjective.Logistic(TwoClasses, "c").Fit(
            Vector.Create(0.378947830945318, -0.143359663100778, -2.033123307912029));
        Assert.Equal("", fit.Note);
        double[] errors = [0.229774923002116, 0.425775826926359, 2.025880545182333];
        double[] chances = [0.099103969183076, 0.736341395074127, 0.315583452639184];
        for (var i = 0; i < 3; i++)
        {
            Near(errors[i], fit.StandardErrors[i]);
            Near(chances[i], fit.Estimates[i].PValue);
        }
        Near(-6.392813433906839, fit.LogLikelihood);
        Near(18.785626867813676, fit.Aic);
        var band = fit.ConfidenceBand(Columns(("x", [6.5]), ("w", [3])));
        Near(0.20652240616773285, band.Lower[0]);
        Near(0.7934640262800295, band.Upper[0]);
        Assert.True(double.IsNaN(fit.ChiSquared));
    }

    [Fact]
    public void A_softmax_model_has_the_errors_of_centred_coefficients_and_of_contrasts()
    {
        var data = Columns(
            ("x", [.. Enumerable.Range(1, 15).Select(i => (double)i)]), ("c", [0, 0, 1, 0, 1, 0, 1, 2, 1, 1, 2, 0, 2, 1, 2]));
        // Any shift of all classes is the same model.
        var point = Vector.Create(.1, .1 + 0.221768844320546, .1 + 0.52515846509316, 7, 7 - 1.2419773146825, 7 - 4.69665042305717);
        var fit = RegressionObjective.Softmax(data, "c").Fit(point);
        Assert.Equal("", fit.Note);
        double[] values =
            [-0.248975769804569, -0.027206925484023, 0.276182695288591, 1.979542579246556, 0.737565264564057, -2.717107843810613];
        double[] errors =
            [0.133833969496387, 0.10377744382854, 0.152835175474918, 1.097137633945605, 1.002739328668305, 1.64119834611845];
        for (var i = 0; i < 6; i++)
        {
            Near(values[i], fit.Estimates[i].Value);
            Near(errors[i], fit.Estimates[i].StandardError);
        }
        double[] contrasts = [0.184401701768292, 0.26790014307505, 1.313340126111249, 2.605570923422586];
        Assert.Equal(["1.x", "2.x", "1.Intercept", "2.Intercept"], fit.Contrasts.Select(contrast => contrast.Name));
        for (var i = 0; i < 4; i++) Near(contrasts[i], fit.Contrasts[i].StandardError);
        Near(0.52515846509316, fit.Contrasts[1].Value);
        Assert.Equal(11, fit.DegreesOfFreedom);
    }

    [Fact]
    public void Separable_classes_have_none()
    {
        double[] x = [1, 2, 3, 4, 5, 6];
        RegressionObjective Of(params double[] classes) => RegressionObjective.Logistic(Columns(("x", x), ("c", classes)), "c");
        Empty(Of(0, 0, 0, 1, 1, 1).Fit(Vector.Create(3, -10.5)), "the classes can be separated");
        Empty(RegressionObjective.Softmax(Columns(("x", x), ("c", [0, 0, 1, 1, 2, 2])), "c")
            .Fit(Vector.Create(-4, 0, 4, 10, 0, -18.0)), "the classes can be separated");
        Empty(Of(0, 0, 0, 1, 1, 1).Fit(Vector.Zero(2)), "the classes can be separated");
        // A third column that tells the last two rows apart for itself: a part of the optimum is at infinity.
        var data = Columns(("x", x), ("d", [0, 0, 0, 0, 0, 1]), ("c", [0, 1, 0, 1, 0, 1]));
        var reduced = Of(0, 1, 0, 1, 0, 1);
        Assert.DoesNotContain("separated", reduced.Fit(Vector.Zero(2)).Note, StringComparison.Ordinal);
        var first = RegressionObjective.Logistic(data.Rows([0, 1, 2, 3, 4]), "c", ["x"]);
        var point = Maximum(first);
        Assert.Equal("", first.Fit(point).Note);
        foreach (var far in new[] { 15.0, 25 })
            Empty(RegressionObjective.Logistic(data, "c").Fit(Vector.Create(point[0], far, point[1])), "the classes can be separated");
    }

    [Property(MaxTest = 50)]
    public void Classes_that_overlap_are_never_called_separable(Key key)
    {
        var x = key.Fold(0).Normals(40);
        var c = Vector.Init(40, i => key.Fold(1).Uniform(i) < 1 / (1 + Math.Exp(-2 * x[i])) ? 1 : 0);
        // These rows alone overlap.
        var data = Table.OfColumns(["x", "c"], [Vector.OfSeq([.. x.AsSeq(), -.1, .1, -.1, .1]), Vector.OfSeq([.. c.AsSeq(), 0, 0, 1, 1])]);
        var objective = RegressionObjective.Logistic(data, "c");
        Assert.DoesNotContain("separated", objective.Fit(3 * key.Fold(2).Normals(2)).Note, StringComparison.Ordinal);
        Assert.Equal("", objective.Fit(Maximum(objective)).Note);
    }

    /// <summary>The maximum of a likelihood with one column, by Newton's method.</summary>
    private static Vector Maximum(RegressionObjective objective)
    {
        var (x, c, point) = (objective.Data.Numbers("x"), objective.Data.Numbers("c"), Vector.Zero(2));
        for (var step = 0; step < 60; step++)
        {
            double xx = 0, x1 = 0, one = 0, gx = 0, g1 = 0;
            for (var i = 0; i < x.Count; i++)
            {
                var q = 1 / (1 + Math.Exp(-point[0] * x[i] - point[1]));
                var w = q * (1 - q);
                (xx, x1, one, gx, g1) = (xx + w * x[i] * x[i], x1 + w * x[i], one + w, gx + (c[i] - q) * x[i], g1 + c[i] - q);
            }
            var determinant = xx * one - x1 * x1;
            point += Vector.Create((one * gx - x1 * g1) / determinant, (xx * g1 - x1 * gx) / determinant);
        }
        return point;
    }

    [Fact]
    public void A_network_has_none()
    {
        var objective = RegressionObjective.Perceptron(Puromycin, "y", [3], new SquaredLoss(), inputs: ["x"]);
        Empty(objective.Fit(objective.Start(1)), "hidden units");
    }

    [Fact]
    public void Exact_data_are_at_their_minimum()
    {
        var data = Columns(("x", Substrate), ("y", [.. Substrate.Select(x => 2 * x + 1)]));
        var objective = RegressionObjective.Linear(data, "y");
        var fit = objective.Fit(Optimizer.Run(objective, new ClosedForm(), objective.Start()).Point);
        Assert.Equal("", fit.Note);
        Assert.InRange(fit.StandardErrors[0], 0, 1e-14);
        Assert.True(double.IsNaN(RegressionObjective.Linear(Columns(("x", [1, 2, 3]), ("y", [.1, .1, .1])), "y")
            .Fit(Vector.Create(0, .1 + 1e-17)).RSquared));
    }

    [Fact]
    public void Chi_squared_per_degree_of_freedom_counts_as_its_name_says()
    {
        Assert.Equal(8, new ReducedChiSquaredLoss().Divisor(10, 2));
        Assert.Equal(7, new AdjustedChiSquaredLoss().Divisor(10, 2));
        Assert.Equal(1, new ReducedChiSquaredLoss().Divisor(3, 2));
        var message = Assert.Throws<InvalidDataException>(() => new AdjustedChiSquaredLoss().Divisor(3, 2)).Message;
        Assert.Contains("2 parameters needs at least 4 rows; there are 3", message, StringComparison.Ordinal);
        Assert.Contains("at least 3 rows", Assert.Throws<InvalidDataException>(() => new ReducedChiSquaredLoss().Divisor(2, 2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_estimate_reads_as_a_line() => Assert.Equal(
        ["a = 212.684 ± 6.95", "b = 0.08 (fixed)"],
        new[]
        {
            new Estimate("a", 212.68370, 6.947155, 1, 1, 1, 1, ""), new Estimate("b", .08, double.NaN, 1, 1, 1, 1, "fixed"),
        }.Select(estimate => string.Create(CultureInfo.InvariantCulture, $"{estimate}")));
}
