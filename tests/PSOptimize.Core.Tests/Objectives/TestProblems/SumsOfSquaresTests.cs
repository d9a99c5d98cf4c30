using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives;

/// <summary>The problems of Moré, Garbow and Hillstrom 1981.</summary>
public class SumsOfSquaresTests
{
    /// <summary>
    /// Coordinates, residuals, the value at the start and the minimum. The minima are those of the paper; the values at the start were
    /// computed by an independent formulation, <c>tests/PSOptimize.Benchmarks/Peers/more_garbow_hillstrom.py</c>.
    /// </summary>
    public static TheoryData<string, int, int, double, double> Figures => new()
    {
        { "Rosenbrock", 2, 2, 24.199999999999996, 0 },
        { "FreudensteinRoth", 2, 2, 400.5, 0 },
        { "PowellBadlyScaled", 2, 2, 1.1352617173483783, 0 },
        { "BrownBadlyScaled", 2, 3, 999998000003.0, 0 },
        { "Beale", 2, 3, 14.203125, 0 },
        { "JennrichSampson", 2, 10, 4171.306161960493, 124.362 },
        { "HelicalValley", 3, 3, 2500.0, 0 },
        { "Bard", 3, 15, 41.68169586167801, 8.21487e-3 },
        { "Gaussian", 3, 15, 3.888106991166885e-06, 1.12793e-8 },
        { "Meyer", 3, 16, 1693607809.4361455, 87.9458 },
        { "Gulf", 3, 99, 12.11070582556949, 0 },
        { "BoxExponential", 3, 10, 1031.1538106093983, 0 },
        { "PowellSingular", 4, 4, 215.00000000000003, 0 },
        { "Wood", 4, 6, 19192.0, 0 },
        { "KowalikOsborne", 4, 11, 0.005313172272108539, 3.07505e-4 },
        { "BrownDennis", 4, 20, 7926693.336997432, 85822.2 },
        { "Osborne1", 5, 33, 0.8790262935446405, 5.46489e-5 },
        { "BiggsExponential", 6, 13, 0.7790700756559702, 0 },
        { "Osborne2", 11, 65, 2.0934195142120644, 4.01377e-2 },
        { "Watson", 9, 31, 30.0, 1.39976e-6 },
        { "ExtendedRosenbrock", 10, 10, 121.0, 0 },
        { "Penalty1", 10, 11, 148032.56535, 7.08765e-5 },
        { "Penalty2", 10, 20, 162.65277656596712, 2.93660e-4 },
        { "VariablyDimensioned", 10, 12, 2198551.1625, 0 },
        { "Trigonometric", 10, 10, 0.0070757594662228356, 0 },
        { "BrownAlmostLinear", 10, 10, 273.2480478286743, 0 },
        { "DiscreteBoundaryValue", 10, 10, 0.00078851910126482, 0 },
        { "DiscreteIntegralEquation", 10, 10, 0.06341684157945265, 0 },
        { "BroydenTridiagonal", 10, 10, 21.0, 0 },
        { "BroydenBanded", 10, 10, 360.0, 0 },
        { "LinearFullRank", 10, 20, 50.0, 10 },
        { "LinearRankOne", 10, 20, 8658670.0, 4.63415 },
        { "LinearRankOneWithZeros", 10, 20, 4067996.0, 6.13514 },
        { "Chebyquad", 8, 8, 0.038617698285930285, 3.51687e-3 },
    };

    public static TheoryData<string> Collection => [.. Problems.Select(problem => problem.Name)];

    private static IEnumerable<TestProblem> Problems => TestProblems.All
        .Select(entry => entry.Default).Where(problem => problem.Residuals > 0);

    [Theory, MemberData(nameof(Figures))]
    public void They_have_the_figures_of_the_paper(string name, int dimension, int residuals, double atStart, double minimum)
    {
        var problem = Problem(name);
        // The chained form of Rosenbrock's function has two residuals for each pair of neighbours.
        Assert.Equal((dimension, residuals), (problem.Dimension, problem.Residuals));
        Assert.Equal(1, problem.Objective.Value(problem.Start) / atStart, 1e-12);
        // The paper has six figures, the last of which it sometimes cuts off.
        Assert.Equal(minimum, problem.Minimum, 2e-5 * minimum);
        Assert.All(problem.OtherMinima.AsSeq(), other => Assert.True(other > problem.Minimum));
    }

    [Fact]
    public void All_of_the_collection_are_there() =>
        // Of the 35 problems, numbers 13 and 22 are one family.
        Assert.Equal(Problems.Select(problem => problem.Name).Order(), Figures.Select(row => (string)row[0]).Order());

    [Theory, MemberData(nameof(Collection))]
    public void The_minimum_is_reached_at_the_minimiser(string name)
    {
        var problem = Problem(name);
        foreach (var minimizer in problem.Minimizers.AsSeq())
        {
            var at = problem.Objective.Evaluate(new Query(minimizer, Everything, minimizer));
            // Each coordinate is off by its rounding.
            var slack = Enumerable.Range(0, at.Jacobian.Rows).Sum(row =>
                Math.Pow(Enumerable.Range(0, problem.Dimension).Sum(i => 1e-15 * Math.Abs(at.Jacobian[row, i] * minimizer[i])), 2));
            Assert.Equal(problem.Minimum, at.Value, 1e-11 * problem.Minimum + 10 * slack + 1e-30);
            for (var i = 0; i < problem.Dimension; i++)
            {
                var column = Enumerable.Range(0, at.Jacobian.Rows).Sum(row => Math.Pow(at.Jacobian[row, i], 2));
                Assert.True(
                    Math.Abs(at.Gradient[i]) <= 1e-8 * Math.Sqrt(column * Math.Max(problem.Minimum, 1e-20)) + 1e-13 * column,
                    $"{name}: the gradient along {i} is {at.Gradient[i]}");
            }
        }
    }

    private const Information Everything = Information.Value | Information.Gradient | Information.HessianProduct | Information.Residuals
        | Information.Jacobian;

    [Theory, MemberData(nameof(Collection))]
    public void Value_gradient_products_and_Jacobian_agree(string name) => Property.Holds(key =>
    {
        var problem = Problem(name);
        // Around the start; further away exponentials overflow.
        var point = Vector.Init(problem.Dimension, i =>
            problem.Start[i] * key.Fold(i).Between(0.97, 1.03) + key.Fold(i + 100).Between(0, 0.01));
        var direction = key.Fold(1000).Direction(problem.Dimension).Times(point.Map(x => Math.Max(Math.Abs(x), 0.01)));
        var at = problem.Objective.Evaluate(new Query(point, Everything, direction));
        Close(at.Value, at.Residuals.Dot(at.Residuals) / 2, at.Value, 1e-11);
        var product = at.Jacobian.TransposedTimes(at.Residuals);
        var size = at.Jacobian.Times(direction).Norm() * at.Residuals.Norm();
        Close(at.Gradient.Dot(direction), product.Dot(direction), size, 1e-9);

        // Differences of the residuals and of the gradient, extrapolated.
        Vector Residuals(double t) => problem.Objective.Evaluate(new Query(point + t * direction, Everything, direction)).Residuals;
        Vector Gradient(double t) => problem.Objective.ValueAndGradient(point + t * direction).Gradient;
        static Vector Slope(Func<double, Vector> f, double h) => (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
        var slopes = at.Jacobian.Times(direction);
        Close(0, (slopes - Slope(Residuals, 1e-3)).Norm(), slopes.Norm() + at.Residuals.Norm(), 1e-7);
        Close(0, (at.HessianProduct - Slope(Gradient, 1e-3)).Norm(), at.HessianProduct.Norm() + at.Gradient.Norm(), 1e-6);

        static void Close(double expected, double actual, double size, double tolerance) =>
            Assert.True(Math.Abs(expected - actual) <= tolerance * size, $"{actual} is not {expected} to {tolerance} of {size}");
    }, cases: 20);

    private static TestProblem Problem(string name) => TestProblems.Find(name)!.Default;
}
