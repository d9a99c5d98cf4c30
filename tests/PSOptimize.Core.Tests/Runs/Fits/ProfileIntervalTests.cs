using System.Collections.ObjectModel;
using PSOptimize.Constraints;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.LeastSquares;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;
using PSOptimize.Runs.Fits;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Fits;

/// <summary>
/// Profile intervals. The bounds are those of SciPy 1.10, brentq over least_squares with the parameter held (tolerances of 1e-14), and
/// agree with conf_interval of lmfit 1.1 to the 1e-6 to which that seeks them; of the logistic model those of brentq over GLM of
/// statsmodels 0.13 with an offset. Data: Puromycin of Bates and Watts 1988, BoxBOD of NIST StRD, the decay of the README.
/// </summary>
public class ProfileIntervalTests
{
    private static RegressionObjective Curve(double[] x, double[] y, string[] parameters, Func<Vector, Vector, double> curve) =>
        RegressionObjective.Curve(
            Table.OfColumns(["x", "y"], [Vector.Create(x), Vector.Create(y)]), CurveModel.FromFunction(["x"], parameters, curve), "y");

    private static RegressionObjective Puromycin { get; } = Curve([.02, .02, .06, .06, .11, .11, .22, .22, .56, .56, 1.1, 1.1],
        [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200], ["a", "b"], (row, p) => p[0] * row[0] / (p[1] + row[0]));

    private static RegressionObjective Decay { get; } = Curve([0, 1, 2, 3, 4, 6, 8, 10],
        [5.04, 3.22, 2.24, 1.68, 1.39, 1.12, 1.05, 1.01], ["a", "k", "c"], (row, p) => p[0] * Math.Exp(-p[1] * row[0]) + p[2]);

    private static RegressionObjective BoxBod { get; } = Curve([1, 2, 3, 5, 7, 10], [109, 149, 149, 191, 213, 224], ["a", "b"],
        (row, p) => p[0] * (1 - Math.Exp(-p[1] * row[0])));

    private static ReadOnlyCollection<Estimate> Profiles(RegressionObjective objective, Vector start, FitOptions? options = null) =>
        ProfileInterval.Of(objective.Fit(Optimizer.Run(objective, new LevenbergMarquardt(), start).Point, options));

    private static void Bounds(Estimate estimate, double lower, double upper)
    {
        Assert.Equal(lower, estimate.Lower, 1e-6 * Math.Abs(lower));
        Assert.Equal(upper, estimate.Upper, 1e-6 * Math.Abs(upper));
    }

    [Fact]
    public void Of_curves_are_where_the_fit_with_the_parameter_held_is_as_bad_as_allowed()
    {
        var puromycin = Profiles(Puromycin, Vector.Create(200, .05));
        Bounds(puromycin[0], 197.3019329004261, 229.28905505488757);
        Bounds(puromycin[1], .046920342035316046, .08615691342690023);
        var decay = Profiles(Decay, Vector.Create(4, .6, 1));
        Bounds(decay[0], 4.003539262578348, 4.0520483687365365);
        Bounds(decay[1], .587155667146657, .6040038610883274);
        Bounds(decay[2], .9949150191626721, 1.0232819296970899);
        var box = Profiles(BoxBod, Vector.Create(213, .55));
        Bounds(box[0], 180.967004673521, 258.56777710716136);
        Bounds(box[1], .3025896226931206, 1.0730532049514006);
    }

    [Fact]
    public void Of_a_logistic_model_are_those_of_its_likelihood()
    {
        double[] c = [0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1], v = [2, 1, 4, 3, 6, 2, 1, 5, 3, 4, 1, 2];
        var objective = RegressionObjective.Logistic(
            Table.OfColumns(["x", "v", "c"], [Vector.Init(12, i => i + 1), Vector.Create(v), Vector.Create(c)]), "c");
        var fit = objective.Fit(Optimizer.Run(objective, new LBFGS(), objective.Start()).Point);
        var profiles = ProfileInterval.Of(fit);
        Bounds(profiles[0], -.005751583218707557, .9556402864336642);
        Bounds(profiles[1], -1.1002662312952851, .6910114437547701);
        Bounds(profiles[2], -6.94846825645682, 1.5313095832770007);
    }

    [Fact]
    public void Of_a_linear_model_are_those_of_the_standard_errors()
    {
        var line = RegressionObjective.Linear(Puromycin.Data, "y");
        var fit = line.Fit(Optimizer.Run(line, new LevenbergMarquardt(), line.Start()).Point);
        foreach (var (wald, profile) in fit.Estimates.Zip(ProfileInterval.Of(fit))) Bounds(profile, wald.Lower, wald.Upper);
    }

    [Fact]
    public void Are_infinite_where_the_rows_set_no_bound()
    {
        // At a confidence of 99.9 % the rows allow a curve that has risen before the first of them.
        var box = Profiles(BoxBod, Vector.Create(213, .55), new FitOptions { Confidence = .999 });
        Assert.Equal(double.PositiveInfinity, box[1].Upper);
        Assert.InRange(box[1].Lower, 0, .3);
    }

    [Fact]
    public void End_at_a_bound_of_the_problem()
    {
        var problem = Problem.Of(BoxBod).KeptWithin(new Box(Vector.Create(0, 0), Vector.Create(1000, .9)));
        var box = Profiles(BoxBod, Vector.Create(213, .55), new FitOptions { Problem = problem });
        Assert.Equal(.9, box[1].Upper);
    }

    [Fact]
    public void Tell_of_a_lower_minimum()
    {
        // Lines through the origin up to a slope of 7; beyond it the parabola that the rows lie on.
        var objective = Curve([1, 2, 3, 4, 5, 6, 7, 8], [1, 4, 9, 16, 25, 36, 49, 64], ["p"],
            (row, p) => p[0] < 7 ? p[0] * row[0] : (row[0] * row[0]) + p[0] - 7.5);
        var profiles = Profiles(objective, Vector.Create(6));
        Assert.Equal("its profile finds a lower minimum", profiles[0].Note);
        Assert.True(double.IsNaN(profiles[0].Lower) && double.IsNaN(profiles[0].StandardError));
    }

    [Fact]
    public void Of_losses_without_a_likelihood_are_refused()
    {
        var huber = RegressionObjective.Linear(Puromycin.Data, "y", loss: new HuberLoss());
        var fit = huber.Fit(Optimizer.Run(huber, new LBFGS(), huber.Start()).Point);
        Assert.Contains("no profile: the loss Huber", Assert.Throws<ArgumentException>(() => ProfileInterval.Of(fit)).Message);
    }
}
