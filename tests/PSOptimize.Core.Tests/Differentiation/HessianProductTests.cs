using PSOptimize.Differentiation;
using PSOptimize.Randomness;

namespace PSOptimize.Tests.Differentiation;

public class HessianProductTests
{
    /// <summary>A point and two directions.</summary>
    private static (double[] X, double[] V, double[] W) PlaceOf(Key key) =>
        (RandomGraph.Numbers(key.Fold(0)), RandomGraph.Numbers(key.Fold(1)), RandomGraph.Numbers(key.Fold(2)));

    private static (double Value, double[] Gradient, double[] Product) At(
        DifferentiableFunction function, double[] point, double[] direction)
    {
        var (gradient, product) = (new double[point.Length], new double[point.Length]);
        return (function.HessianProduct(point, direction, gradient, product), gradient, product);
    }

    private static double[] Product(DifferentiableFunction function, double[] point, double[] direction) =>
        At(function, point, direction).Product;

    private static double[] Gradient(DifferentiableFunction function, double[] point)
    {
        var gradient = new double[point.Length];
        function.ValueAndGradient(point, gradient);
        return gradient;
    }

    private static double Second(Func<Real, Real> function, double x) =>
        Product(DifferentiableFunction.Define(1, graph => function(graph.Point[0])), [x], [1])[0];

    private static double[][] Hessian(Func<Real, Real, Real> function, double x, double y)
    {
        var defined = DifferentiableFunction.Define(2, graph => function(graph.Point[0], graph.Point[1]));
        return [Product(defined, [x, y], [1, 0]), Product(defined, [x, y], [0, 1])];
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static double[] Along(double[] x, double[] v, double t) => [.. x.Zip(v, (a, b) => a + t * b)];

    private static void AssertClose(double expected, double actual, double relative = 1e-13) =>
        Assert.Equal(expected, actual, relative * Math.Abs(expected));

    [Property(MaxTest = 800, StartSize = 50, EndSize = 300)]
    public void Value_and_gradient_have_the_bits_of_the_gradient_alone(byte[] program, Key key)
    {
        var at = PlaceOf(key);
        var function = RandomGraph.Function(program);
        var expected = new double[RandomGraph.Dimension];
        var value = function.ValueAndGradient(at.X, expected);
        var (sameValue, gradient, _) = At(function, at.X, at.V);
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(sameValue));
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), gradient.Select(BitConverter.DoubleToInt64Bits));
    }

    [Property(MaxTest = 800, StartSize = 50, EndSize = 300)]
    public void Product_equals_central_differences_of_the_gradient_within_their_error(byte[] program, Key key)
    {
        var at = PlaceOf(key);
        var function = RandomGraph.Function(program);
        var product = Product(function, at.X, at.V);
        for (var i = 0; i < product.Length; i++)
            Differences.Check(t => Gradient(function, Along(at.X, at.V, t[0]))[i], [0], 0, product[i]);
    }

    [Property(MaxTest = 800, StartSize = 50, EndSize = 300)]
    public void Products_are_those_of_a_symmetric_matrix(byte[] program, Key key)
    {
        var at = PlaceOf(key);
        var function = RandomGraph.Function(program);
        double[] hv = Product(function, at.X, at.V), hw = Product(function, at.X, at.W);
        var size = hv.Concat(hw).Sum(Math.Abs);
        Assert.Equal(Dot(at.W, hv), Dot(at.V, hw), 1e-12 * size);
        var sum = Product(function, at.X, Along(at.V, at.W, -2.5));
        for (var i = 0; i < sum.Length; i++)
            Assert.Equal(hv[i] - 2.5 * hw[i], sum[i], 1e-12 * size);
        Assert.All(Product(function, at.X, new double[sum.Length]), element => Assert.Equal(0, element));
        // What the evaluations before have left on the tapes does not matter.
        Assert.Equal(hv, Product(function, at.X, at.V));
    }

    [Fact]
    public void Rosenbrock_has_its_textbook_Hessian()
    {
        var (x, y) = (0.1, 3.0);
        var hessian = Hessian((x, y) => Real.Pow(1 - x, 2) + 100 * Real.Pow(y - x * x, 2), x, y);
        AssertClose(1200 * x * x - 400 * y + 2, hessian[0][0]);
        AssertClose(-400 * x, hessian[0][1]);
        AssertClose(-400 * x, hessian[1][0]);
        AssertClose(200, hessian[1][1]);
    }

    [Fact]
    public void Loop_over_the_point_has_the_tridiagonal_Hessian_of_the_sum_written_out()
    {
        double[] x = [0.3, -1.2, 2, 0.7, 1.1], v = [1, -2, 0.5, 3, -1];
        var chained = DifferentiableFunction.Define(0, graph => graph.Sum(0, graph.Point.Count - 1, i =>
            100 * Real.Pow(graph.Point[i + 1] - graph.Point[i] * graph.Point[i], 2) + Real.Pow(1 - graph.Point[i], 2)));
        var product = Product(chained, x, v);
        for (var i = 0; i < 5; i++)
        {
            var diagonal = (i < 4 ? 1200 * x[i] * x[i] - 400 * x[i + 1] + 2 : 0) + (i > 0 ? 200 : 0);
            var expected = diagonal * v[i] - (i < 4 ? 400 * x[i] * v[i + 1] : 0) - (i > 0 ? 400 * x[i - 1] * v[i - 1] : 0);
            Assert.Equal(expected, product[i], 1e-13 * (Math.Abs(diagonal * v[i]) + 400 * 6));
        }
    }

    [Fact]
    public void Iterated_map_is_differentiated_twice_through_all_its_iterations() =>
        // Newton's iteration for the square root: the second derivative of its limit is −1 / (4 x√x).
        AssertClose(-0.25 / (7 * Math.Sqrt(7)), Product(DifferentiableFunction.Define(1, graph =>
        {
            var x = graph.Point[0];
            return (Real)graph.While([x], state => Real.Abs((Real)state[0] * (Real)state[0] - x) > 1e-14 * x,
                state => [((Real)state[0] + x / (Real)state[0]) * 0.5])[0];
        }), [7], [1])[0]);

    [Fact]
    public void Product_of_a_collected_series_has_the_Hessian_of_the_product_written_out()
    {
        // ∏ (1 + aᵢ xᵢ) by way of a series of the factors: the derivative by xᵢ and xⱼ is the product without both, times aᵢ aⱼ.
        double[] a = [0.5, -2, 1.5, 1], x = [0.7, 0.3, -0.4, 2], v = [1, 2, -1, 0.5];
        var function = DifferentiableFunction.Define(4, graph =>
        {
            var weights = graph.Bind(Series.Of(a));
            var factors = (Series)graph.While([(Whole)0, graph.Empty], state => (Whole)state[0] < 4, state =>
                [(Whole)state[0] + 1, ((Series)state[1]).Append(1 + weights[(Whole)state[0]] * graph.Point[(Whole)state[0]])])[1];
            return graph.Fold(0, factors.Count, 1.0, (i, product) => product * factors[i]);
        });
        var product = Product(function, x, v);
        for (var i = 0; i < 4; i++)
        {
            var terms = Enumerable.Range(0, 4).Where(j => j != i).Select(j => v[j] * a[i] * a[j]
                * Enumerable.Range(0, 4).Where(k => k != i && k != j).Aggregate(1.0, (p, k) => p * (1 + a[k] * x[k]))).ToList();
            Assert.Equal(terms.Sum(), product[i], 1e-14 * terms.Sum(Math.Abs));
        }
    }

    [Fact]
    public void Series_of_the_point_and_of_constants_with_changed_elements()
    {
        // Of (x₀, x₀x₁, 5) the sum of cubes of the first two, times the third that was 2 before: 5 (x₀³ + x₀³x₁³).
        var function = DifferentiableFunction.Define(2, graph =>
        {
            var series = graph.Bind(Series.Of(1, 1, 2)).With(0, graph.Point[0]).With(1, graph.Point[0] * graph.Point[1]).With(2, 5);
            var copy = graph.Point.With(1, series[1]).Append(series[2]);
            return copy[2] * graph.Sum(0, 2, i => Real.Pow(copy[i], 3));
        });
        var (x, y) = (0.8, -1.5);
        double[] byX = [30 * x * (1 + y * y * y), 45 * x * x * y * y], byY = [45 * x * x * y * y, 30 * x * x * x * y];
        for (var i = 0; i < 2; i++)
        {
            AssertClose(byX[i], Product(function, [x, y], [1, 0])[i]);
            AssertClose(byY[i], Product(function, [x, y], [0, 1])[i]);
        }
    }

    public static TheoryData<string, double, double> SecondDerivativesOfFunctions => new()
    {
        { "Acos", 0.3, -0.3 / Math.Pow(1 - 0.09, 1.5) },
        { "Acosh", 1.7, -1.7 / Math.Pow(1.7 * 1.7 - 1, 1.5) },
        { "Asin", 0.3, 0.3 / Math.Pow(1 - 0.09, 1.5) },
        { "Asin", 1e-10, 1e-10 },
        { "Asinh", 0.6, -0.6 / Math.Pow(1.36, 1.5) },
        { "Atan", 0.6, -1.2 / (1.36 * 1.36) },
        { "Atan", 1e200, 0 },
        { "Atanh", 0.6, 1.2 / (0.64 * 0.64) },
        { "Cbrt", 8, -2.0 / 9 / 32 },
        { "Cbrt", -8, 2.0 / 9 / 32 },
        { "Ceiling", 0.4, 0 },
        { "Cos", 0.6, -Math.Cos(0.6) },
        { "Cosh", 0.6, Math.Cosh(0.6) },
        { "Exp", 0.6, Math.Exp(0.6) },
        { "Floor", 0.4, 0 },
        { "Log", 0.4, -6.25 },
        { "Log10", 0.4, -6.25 / Math.Log(10) },
        { "Log2", 0.4, -6.25 / Math.Log(2) },
        { "Round", 0.4, 0 },
        { "Sign", 0.4, 0 },
        { "Sin", 0.6, -Math.Sin(0.6) },
        { "Single", 0.375, 0 },
        { "Sinh", 0.6, Math.Sinh(0.6) },
        { "Sqrt", 0.25, -2 },
        { "Tan", 0.6, 2 * Math.Tan(0.6) / Math.Pow(Math.Cos(0.6), 2) },
        { "Tanh", 0.6, -2 * Math.Tanh(0.6) / Math.Pow(Math.Cosh(0.6), 2) },
        { "Tanh", 200, -8 * Math.Exp(-400) },
        { "Truncate", 0.4, 0 },
        { "Abs", -0.4, 0 },
    };

    [Theory, MemberData(nameof(SecondDerivativesOfFunctions))]
    public void Function_has_its_second_derivative(string name, double x, double expected)
    {
        var method = typeof(Real).GetMethod(name, [typeof(Real)])!;
        AssertClose(expected, Second(a => (Real)method.Invoke(null, [a])!, x), 4e-15);
        // Not only that of the function alone: f(3x)² has the second derivative 18 (f′² + f f″).
        var gradient = new double[1];
        var value = DifferentiableFunction.Define(1, graph => (Real)method.Invoke(null, [graph.Point[0]])!).ValueAndGradient([x], gradient);
        var square = 18 * (gradient[0] * gradient[0] + value * expected);
        Assert.Equal(square, Second(a => Real.Pow((Real)method.Invoke(null, [3 * a])!, 2), x / 3),
            1e-13 * 18 * (gradient[0] * gradient[0] + Math.Abs(value * expected)));
    }

    [Fact]
    public void Every_function_of_one_number_is_in_the_table() =>
        Assert.Empty(typeof(Real).GetMethods().Where(method => method.IsStatic && method.ReturnType == typeof(Real) && !method.IsSpecialName
            && method.GetParameters() is [{ ParameterType: var type }] && type == typeof(Real)).Select(method => method.Name)
            .Except(SecondDerivativesOfFunctions.Select(row => (string)row[0])));

    [Fact]
    public void Functions_of_two_numbers_have_their_second_derivatives()
    {
        void Check(Func<Real, Real, Real> function, double x, double y, double xx, double xy, double yy)
        {
            var hessian = Hessian(function, x, y);
            AssertClose(xx, hessian[0][0], 4e-15);
            AssertClose(xy, hessian[0][1], 4e-15);
            AssertClose(xy, hessian[1][0], 4e-15);
            AssertClose(yy, hessian[1][1], 4e-15);
        }

        var (x, y, square) = (0.7, 1.9, 0.49 + 3.61);
        Check((x, y) => x * y, x, y, 0, 1, 0);
        Check((x, y) => x / y, x, y, 0, -1 / (y * y), 2 * x / (y * y * y));
        Check((x, y) => x * x % y, 2, 1.5, 2, 0, 0);
        Check((x, y) => Real.FusedMultiplyAdd(x, y, x * x), x, y, 2, 1, 0);
        Check(Real.Atan2, x, y, -2 * x * y / (square * square), (x * x - y * y) / (square * square), 2 * x * y / (square * square));
        Check(Real.Atan2, 1, 1e200, 0, 0, 0);
        var (power, log) = (Math.Pow(x, y), Math.Log(x));
        Check(Real.Pow, x, y, y * (y - 1) * power / (x * x), power / x * (1 + y * log), power * log * log);
        Check(Real.Pow, 0, 3, 0, 0, 0);
        var (a, ln) = (y, Math.Log(y));
        Check(Real.Log, x, a, -1 / (x * x * ln), -1 / (x * a * ln * ln), log / (a * a) * (ln + 2) / (ln * ln * ln));
    }

    [Theory]
    [InlineData(0, 0, 0), InlineData(0, 1, 0), InlineData(0, 2, 2), InlineData(0, 3, 0), InlineData(-3, 3, -18), InlineData(-3, 4, 108)]
    [InlineData(2, -1, 0.25), InlineData(0.25, 0.5, -2)]
    public void Power_with_a_constant_exponent_has_a_second_derivative_everywhere(double x, double exponent, double expected) =>
        AssertClose(expected, Second(a => Real.Pow(a, exponent), x), 1e-15);

    [Fact]
    public void Kinks_have_the_mean_of_the_products_on_both_sides()
    {
        Assert.Equal(0, Second(Real.Abs, 0));
        Assert.Equal(0, Second(x => Real.Abs(x * x - 1), 1));
        Assert.Equal(4, Second(x => Real.Max(x * x, x * x * x), 1));
        Assert.Equal(4, Second(x => Real.Min(x * x, x * x * x), 1));
        Assert.Equal(1, Second(x => Real.Clamp(x * x, 0, 1), 1));
        Assert.Equal(2, Second(x => Real.Clamp(x * x, 0, 1), 0.5));
        Assert.Equal(0, Second(x => Real.Clamp(x * x, 0, 1), 2));
    }

    [Fact]
    public void What_has_no_influence_has_none_through_an_infinite_slope()
    {
        Assert.Equal(0, Second(x => 0 * Real.Sqrt(x), 0));
        Assert.Equal(double.NegativeInfinity, Second(Real.Sqrt, 0));
    }

    [Fact]
    public void Only_the_branch_taken_is_differentiated()
    {
        var function = DifferentiableFunction.Define(1, graph =>
            graph.If(graph.Point[0] > 0, () => Real.Log(graph.Point[0]), () => Real.Pow(graph.Point[0], 3)));
        Assert.Equal(-0.25, Product(function, [2], [1])[0]);
        Assert.Equal(-12, Product(function, [-2], [1])[0]);
        Assert.Equal(2, Second(x => Real.Select(x > 0, x * x, Real.Log(x)), 1));
    }

    [Fact]
    public void Arguments_of_other_lengths_are_refused()
    {
        var function = DifferentiableFunction.Define(2, graph => graph.Point[0] * graph.Point[1]);
        Assert.Throws<ArgumentException>("point", () => function.HessianProduct([1], [1], new double[1], new double[1]));
        Assert.Throws<ArgumentException>("direction", () => function.HessianProduct([1, 2], [1], new double[2], new double[2]));
        Assert.Throws<ArgumentException>("gradient", () => function.HessianProduct([1, 2], [1, 2], new double[1], new double[2]));
        Assert.Throws<ArgumentException>("product", () => function.HessianProduct([1, 2], [1, 2], new double[2], new double[3]));
    }

    [Fact]
    public void Index_past_the_end_says_so()
    {
        var past = DifferentiableFunction.Define(2, graph => graph.Point[graph.Point[0].ToWhole()] * graph.Point[1]);
        Assert.Contains("2", Assert.Throws<EvaluationException>(() => Product(past, [2, 0], [1, 0])).Message, StringComparison.Ordinal);
    }

    /// <summary>A loop whose products need the tape, with a series.</summary>
    private static DifferentiableFunction Recurrence() => DifferentiableFunction.Define(3, graph =>
    {
        var last = graph.While([(Whole)0, graph.Point[0], graph.Empty], state => (Whole)state[0] < 20, state =>
        {
            var next = Real.Sin((Real)state[1] * graph.Point[1]) + graph.Point[2];
            return [(Whole)state[0] + 1, next, ((Series)state[2]).Append(next * next)];
        });
        var series = (Series)last[2];
        return graph.Fold(0, series.Count, 1.0, (i, product) => product * Real.Cos(series[i]));
    });

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var function = Recurrence();
        double[][] points = [.. Enumerable.Range(0, 64).Select(k => Enumerable.Range(0, 6).Select(i => Math.Sin(i + k)).ToArray())];
        var alone = points.Select(point => Product(function, point[..3], point[3..])).ToArray();
        Parallel.For(0, 640, k => Assert.Equal(alone[k % 64], Product(function, points[k % 64][..3], points[k % 64][3..])));
    }

    [Fact]
    public void Evaluation_allocates_nothing_once_warm()
    {
        var function = Recurrence();
        double[] point = [0.4, 0.7, 1.1], gradient = new double[3], product = new double[3];
        for (var i = 0; i < 3; i++)
            function.HessianProduct(point, point, gradient, product);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            function.HessianProduct(point, point, gradient, product);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
