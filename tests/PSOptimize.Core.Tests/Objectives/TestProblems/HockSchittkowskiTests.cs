using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Tests.Everything;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Tests.Objectives;

/// <summary>The problems of Hock and Schittkowski 1981.</summary>
public class HockSchittkowskiTests
{
    /// <summary>Coordinates, equations, inequalities, and the minimum as the book has it.</summary>
    public static TheoryData<string, int, int, int, double> Figures => new()
    {
        { "HS1", 2, 0, 0, 0 }, { "HS2", 2, 0, 0, 0.0504261879 }, { "HS3", 2, 0, 0, 0 }, { "HS4", 2, 0, 0, 8.0 / 3 },
        { "HS5", 2, 0, 0, -1.91322295 }, { "HS6", 2, 1, 0, 0 }, { "HS7", 2, 1, 0, -1.73205081 }, { "HS8", 2, 2, 0, -1 },
        { "HS9", 2, 1, 0, -0.5 }, { "HS10", 2, 0, 1, -1 }, { "HS11", 2, 0, 1, -8.498464223 }, { "HS12", 2, 0, 1, -30 },
        { "HS14", 2, 1, 1, 1.39346498 }, { "HS15", 2, 0, 2, 306.5 }, { "HS18", 2, 0, 2, 5 }, { "HS21", 2, 0, 1, -99.96 },
        { "HS22", 2, 0, 2, 1 }, { "HS26", 3, 1, 0, 0 }, { "HS27", 3, 1, 0, 0.04 }, { "HS28", 3, 1, 0, 0 },
        { "HS29", 3, 0, 1, -22.6274170 }, { "HS35", 3, 0, 1, 1.0 / 9 }, { "HS38", 4, 0, 0, 0 }, { "HS39", 4, 2, 0, -1 },
        { "HS40", 4, 3, 0, -0.25 }, { "HS42", 4, 2, 0, 13.8578644 }, { "HS43", 4, 0, 3, -44 }, { "HS45", 5, 0, 0, 1 },
        { "HS48", 5, 2, 0, 0 }, { "HS50", 5, 3, 0, 0 }, { "HS51", 5, 3, 0, 0 }, { "HS52", 5, 3, 0, 5.32664756 },
        { "HS60", 3, 1, 0, 0.03256820025 }, { "HS65", 3, 0, 1, 0.9535288567 }, { "HS71", 4, 1, 1, 17.0140173 },
        { "HS76", 4, 0, 3, -4.681818181 }, { "HS77", 5, 2, 0, 0.24150513 }, { "HS78", 5, 3, 0, -2.91970041 },
        { "HS79", 5, 3, 0, 0.0787768209 }, { "HS80", 5, 3, 0, 0.0539498478 }, { "HS81", 5, 3, 0, 0.0539498478 },
        { "HS100", 7, 0, 4, 680.6300573 }, { "HS113", 10, 0, 8, 24.3062091 },
    };

    public static IEnumerable<TestProblem> All =>
        TestProblems.All.Select(entry => entry.Default).Where(problem => problem.IsConstrained);

    public static TheoryData<string> Names => [.. All.Select(problem => problem.Name)];

    private static TestProblem Of(string name) => TestProblems.Find(name)!.Default;

    [Fact]
    public void All_are_in_the_table() =>
        Assert.Equal(Figures.Select(row => (string)row[0]).Order(StringComparer.Ordinal), All.Select(problem => problem.Name));

    [Theory, MemberData(nameof(Figures))]
    public void They_have_the_figures_of_the_book(string name, int dimension, int equations, int inequalities, double minimum)
    {
        var problem = Of(name);
        Assert.Equal((dimension, equations, inequalities), (problem.Dimension, problem.Equations.Count, problem.Inequalities.Count));
        // The book has eight figures or more.
        Assert.Equal(minimum, problem.Minimum, 5e-9 * Math.Max(1, Math.Abs(minimum)));
        Assert.All(problem.OtherMinima.AsSeq(), other => Assert.True(other > problem.Minimum));
        Assert.Equal($"Hock and Schittkowski 1981, no. {name[2..]}", problem.Reference);
        Assert.All([problem.Formula, problem.Convexity], Assert.NotEmpty);
    }

    [Theory, MemberData(nameof(Names))]
    public void At_each_minimiser_the_constraints_hold_and_the_gradient_is_one_of_them(string name)
    {
        var problem = Of(name);
        foreach (var minimizer in problem.Minimizers.AsSeq())
        {
            Assert.Equal(problem.Minimum, problem.Objective.Value(minimizer), 4e-15 * Math.Max(1, Math.Abs(problem.Minimum)));
            var at = LagrangeConditions.At(problem.Objective, minimizer, near: 1e-9);
            Assert.True(at.Violation <= 1e-13 * (1 + minimizer.Norm()) && at.Residual <= 1e-12, $"{minimizer}: {at}");
        }
        Assert.True(new Box(problem.Lower, problem.Upper).Contains(problem.Minimizers[0]));
        Assert.False(problem.Minimizers.AsSeq().Contains(problem.Start), "a run that starts at the minimum shows nothing");
    }

    [Theory, MemberData(nameof(Names))]
    public void No_point_nearby_that_keeps_the_constraints_is_lower(string name) => Property.Holds(key =>
    {
        var problem = Of(name);
        var minimizer = problem.Minimizers[key.Integer(problem.Minimizers.Count)];
        var point = minimizer + key.Between(1e-6, 1e-2) * key.Fold(1).Direction(problem.Dimension);
        point = problem.Within?.Project(point) ?? point;
        // What a point that breaks a constraint gains, it gains by the multipliers.
        var (value, price) = (problem.Objective.Value(point), 2000 * LagrangeConditions.At(problem.Objective, point, 0).Violation);
        Assert.True(value + price >= problem.Minimum - 1e-12 * Math.Max(1, Math.Abs(problem.Minimum)), $"{value} at {point}");
    });

    [Theory, MemberData(nameof(Names))]
    public void Values_gradients_and_products_agree_with_differences(string name) => Property.Holds(key =>
    {
        var problem = Of(name);
        var point = key.PointIn(problem.Lower, problem.Upper);
        var direction = key.Fold(1).Direction(problem.Dimension);
        foreach (var function in (Objective[])[problem.Objective, .. problem.Equations, .. problem.Inequalities])
        {
            var at = function.ValueAndGradient(point);
            Assert.Equal(function.Value(point), at.Value);
            Close(at.Gradient.Dot(direction), Slope(h => function.Value(point + h * direction)), at.Gradient.Norm() + Math.Abs(at.Value));
        }
        var told = problem.Objective.Evaluate(new(point, Information.Value | Information.Gradient | Information.HessianProduct, direction));
        for (var i = 0; i < problem.Dimension; i++)
            Close(told.HessianProduct[i], Slope(h => problem.Objective.ValueAndGradient(point + h * direction).Gradient[i]),
                told.HessianProduct.Norm() + told.Gradient.Norm());

        // Central differences of h and h/2, extrapolated.
        static double Slope(Func<double, double> f) =>
            (8 * (f(5e-5) - f(-5e-5)) - (f(1e-4) - f(-1e-4))) / 6e-4;
        static void Close(double exact, double difference, double size) =>
            Assert.True(Math.Abs(exact - difference) <= 1e-7 * (1 + size), $"{exact}, by differences {difference}");
    }, cases: 20);

    [Theory, MemberData(nameof(Names))]
    public void The_function_is_convex_if_it_says_so(string name)
    {
        var (problem, n, negative) = (Of(name), Of(name).Dimension, 0);
        foreach (var key in Key.FromSeed(1).Split(100))
        {
            // Beyond the bounds as well.
            var point = key.PointIn(problem.Lower.Map(x => x - 3), problem.Upper.Map(x => x + 3));
            var hessian = Matrix<double>.Build.DenseOfRows(Enumerable.Range(0, n).Select(i => problem.Objective.Evaluate(
                new(point, Information.HessianProduct, Vector.Zero(n).WithElement(i, 1))).HessianProduct.ToArray()));
            // A product of many coordinates has an exponential that overflows.
            if (!(hessian.FrobeniusNorm() is var size && size < 1e100)) continue;
            if (hessian.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real) < -1e-12 * size) negative++;
        }
        Assert.True(problem.IsConvex ? negative == 0 : negative > 0, $"{negative} of 100 Hessians have a negative eigenvalue");
    }

    [Fact]
    public void An_objective_brings_the_constraints_of_its_problem()
    {
        var test = TestProblems.HS71();
        Problem problem = test.Objective.WithName("other");
        Assert.Equal((Projection)Box.Of(1, 5), problem.Within);
        Assert.Equal(["x₁² + x₂² + x₃² + x₄² = 40"], problem.Equations.Select(equation => equation.Name));
        Assert.Equal(["x₁x₂x₃x₄ ≥ 25"], problem.Inequalities.Select(inequality => inequality.Name));
        Assert.Equal(12, problem.Equations[0].Value([1, 5, 5, 1]));
        Assert.Equal(0, problem.Inequalities[0].Value([1, 5, 5, 1]));
        Assert.Empty(problem.EqualTo().Equations);
        Assert.False(TestProblems.Rosenbrock().IsConstrained);
    }

    [Theory]
    [InlineData("3x₁²x₂ − x₁/4 + 2", 3 * 4 * 5 - 0.5 + 2)]
    [InlineData("−(x₁ + x₂)³", -343.0)]
    [InlineData("2√9 + π", 6 + Math.PI)]
    [InlineData("exp(x₁)cos(x₂)log(x₂) − sin(x₁x₂)", 0.0)]
    [InlineData("0.5x₁ − −x₂", null)]
    [InlineData("x₁ + y", null)]
    [InlineData("(x₁", null)]
    [InlineData("x₁)", null)]
    [InlineData("x + 1", null)]
    [InlineData("tan(x₁)", null)]
    public void A_formula_is_read_as_it_is_printed(string text, double? expected)
    {
        double Value() => DifferentiableFunction.Define(2, graph => Formula.Read(text, graph.Point)).Value([2, 5]);
        if (text.StartsWith("exp", StringComparison.Ordinal)) expected = Math.Exp(2) * Math.Cos(5) * Math.Log(5) - Math.Sin(10);
        if (expected is { } value) Assert.Equal(value, Value(), 1e-14 * Math.Abs(value));
        else Assert.Throws<FormatException>(() => Value());
    }
}
