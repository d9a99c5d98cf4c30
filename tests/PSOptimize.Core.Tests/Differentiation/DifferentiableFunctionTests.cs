using PSOptimize.Differentiation;
using PSOptimize.Randomness;

namespace PSOptimize.Tests.Differentiation;

public class DifferentiableFunctionTests
{
    private static (double Value, double[] Gradient) At(DifferentiableFunction function, params double[] point)
    {
        var gradient = new double[point.Length];
        return (function.ValueAndGradient(point, gradient), gradient);
    }

    private static (double Value, double[] Gradient) At(Func<Real, Real> function, double x) =>
        At(DifferentiableFunction.Define(1, graph => function(graph.Point[0])), x);

    private static DifferentiableFunction ChainedRosenbrock(int n) => DifferentiableFunction.Define(n, graph =>
        graph.Sum(0, n - 1, i =>
            100 * Real.Pow(graph.Point[i + 1] - graph.Point[i] * graph.Point[i], 2) + Real.Pow(1 - graph.Point[i], 2)));

    [Fact]
    public void Rosenbrock_has_its_textbook_gradient()
    {
        var rosenbrock = DifferentiableFunction.Define(2, graph =>
        {
            var (x, y) = (graph.Point[0], graph.Point[1]);
            return Real.Pow(1 - x, 2) + 100 * Real.Pow(y - x * x, 2);
        });
        var (value, gradient) = At(rosenbrock, 0.1, 3);
        Assert.Equal(Math.Pow(0.9, 2) + 100 * Math.Pow(3 - 0.1 * 0.1, 2), value);
        Assert.Equal(-2 * 0.9 - 400 * 0.1 * (3 - 0.1 * 0.1), gradient[0], 1e-12 * 120);
        Assert.Equal(200 * (3 - 0.1 * 0.1), gradient[1], 1e-12 * 598);
    }

    [Fact]
    public void Loop_over_the_point_has_the_gradient_of_the_sum_written_out()
    {
        double[] x = [0.3, -1.2, 2, 0.7, 1.1];
        var (_, gradient) = At(ChainedRosenbrock(5), x);
        for (var i = 0; i < 5; i++)
        {
            var expected = (i < 4 ? -400 * x[i] * (x[i + 1] - x[i] * x[i]) - 2 * (1 - x[i]) : 0)
                + (i > 0 ? 200 * (x[i] - x[i - 1] * x[i - 1]) : 0);
            Assert.Equal(expected, gradient[i], 1e-13 * Math.Abs(expected));
        }
    }

    [Fact]
    public void Iterated_map_is_differentiated_through_all_its_iterations()
    {
        // Newton's iteration for the square root: the derivative of its limit is 1 / (2 √x).
        var root = DifferentiableFunction.Define(1, graph =>
        {
            var x = graph.Point[0];
            return (Real)graph.While([x], state => Real.Abs((Real)state[0] * (Real)state[0] - x) > 1e-14 * x,
                state => [((Real)state[0] + x / (Real)state[0]) * 0.5])[0];
        });
        var (value, gradient) = At(root, 7.0);
        Assert.Equal(Math.Sqrt(7), value, 1e-14);
        Assert.Equal(0.5 / Math.Sqrt(7), gradient[0], 1e-14);
    }

    [Fact]
    public void Nested_loops_with_a_collected_series()
    {
        // ∏ (1 + x_i x_j) over all pairs, by way of a series of the factors.
        var function = DifferentiableFunction.Define(3, graph =>
        {
            var factors = (Series)graph.While([(Whole)0, graph.Empty], state => (Whole)state[0] < 3, outer =>
            {
                var i = (Whole)outer[0];
                return
                [
                    i + 1,
                    graph.While([(Whole)0, outer[1]], state => (Whole)state[0] < 3, inner =>
                    {
                        var j = (Whole)inner[0];
                        return [j + 1, ((Series)inner[1]).Append(1 + graph.Point[i] * graph.Point[j])];
                    })[1],
                ];
            })[1];
            return graph.Fold(0, factors.Count, 1.0, (k, product) => product * factors[k]);
        });
        double[] x = [0.5, -0.25, 2];
        var product = x.SelectMany(a => x.Select(b => 1 + a * b)).Aggregate(1.0, (p, f) => p * f);
        var (value, gradient) = At(function, x);
        Assert.Equal(product, value, 1e-15 * Math.Abs(product));
        for (var i = 0; i < 3; i++)
        {
            var expected = product * 2 * x.Sum(b => b / (1 + x[i] * b));
            Assert.Equal(expected, gradient[i], 1e-13 * Math.Abs(expected));
        }
    }

    [Theory]
    [InlineData(-3, 3, 27)]
    [InlineData(0, 2, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 0, 0)]
    public void Power_with_a_constant_exponent_has_a_derivative_everywhere(double x, double exponent, double expected) =>
        Assert.Equal(expected, At(a => Real.Pow(a, exponent), x).Gradient[0]);

    [Fact]
    public void Kinks_have_the_mean_of_the_one_sided_derivatives()
    {
        Assert.Equal(0, At(Real.Abs, 0).Gradient[0]);
        Assert.Equal(0.5, At(x => Real.Max(x, 0), 0).Gradient[0]);
        Assert.Equal(0.5, At(x => Real.Min(0, x), 0).Gradient[0]);
        Assert.Equal(0.5, At(x => Real.Clamp(x, 0, 1), 1).Gradient[0]);
        Assert.Equal(0, At(Real.Floor, 1).Gradient[0]);
    }

    [Fact]
    public void Single_precision_rounds_the_value_and_not_the_derivative()
    {
        var (value, gradient) = At(x => 3 * Real.Single(x) * x, 0.1);
        Assert.Equal(3 * (double)0.1f * 0.1, value);
        Assert.Equal(3 * (double)0.1f + 3 * 0.1, gradient[0], 1e-15);
        Assert.Equal(double.PositiveInfinity, At(Real.Single, 1e39).Value);
    }

    [Fact]
    public void What_has_no_influence_has_none_through_an_infinite_slope()
    {
        Assert.Equal(0, At(x => 0 * Real.Sqrt(x), 0).Gradient[0]);
        Assert.Equal(double.PositiveInfinity, At(Real.Sqrt, 0).Gradient[0]);
    }

    [Fact]
    public void Extremum_of_two_zeros_has_the_sign_that_Math_gives()
    {
        Assert.True(double.IsNegative(At(x => Real.Min(x, -0.0), 0).Value));
        Assert.False(double.IsNegative(At(x => Real.Max(x, 0.0), -0.0).Value));
    }

    [Fact]
    public void Angle_of_a_point_far_away_has_no_overflow() =>
        Assert.Equal(1e-200, At(y => Real.Atan2(y, 1e200), 1).Gradient[0], 1e-214);

    [Fact]
    public void Only_the_branch_taken_is_differentiated()
    {
        var function = DifferentiableFunction.Define(1, graph =>
            graph.If(graph.Point[0] > 0, () => Real.Log(graph.Point[0]), () => graph.Point[0] * 3));
        Assert.Equal(0.5, At(function, 2.0).Gradient[0]);
        Assert.Equal(3, At(function, -2.0).Gradient[0]);
    }

    /// <summary>
    /// Sums whose adjoints are known before they are computed are differentiated on the way; each of these is not quite one.
    /// </summary>
    [Fact]
    public void Sum_that_is_used_in_a_branch_or_in_a_loop_or_twice()
    {
        double[] x = [0.3, -1.2, 2];
        Real Squares(ExpressionGraph graph) => graph.Sum(0, 3, i => graph.Point[i] * graph.Point[i]);
        void Check(Func<ExpressionGraph, Real, Real> use, Func<double, double> slope)
        {
            var (_, gradient) = At(DifferentiableFunction.Define(3, graph => use(graph, Squares(graph))), x);
            var sum = x.Sum(a => a * a);
            for (var i = 0; i < 3; i++)
                Assert.Equal(2 * x[i] * slope(sum), gradient[i], 1e-13 * Math.Abs(2 * x[i] * slope(sum)));
        }

        Check((graph, sum) => graph.If(graph.Point[0] < 0, () => sum, () => 2.5 * sum), _ => 2.5);
        Check((graph, sum) => graph.If(graph.Point[1] < 0, () => 0.0, () => sum), _ => 0);
        Check((graph, sum) => graph.Sum(0, 4, _ => sum), _ => 4);
        Check((graph, sum) => graph.Fold(0, 4, sum, (_, total) => total * 0.5), _ => 0.0625);
        Check((_, sum) => sum * sum, sum => 2 * sum);
        Check((_, sum) => Real.Sqrt(sum) + 3 * sum, sum => 0.5 / Math.Sqrt(sum) + 3);
        Check((_, sum) => -(2 * sum / 4.0 - 1), _ => -0.5);
    }

    [Fact]
    public void Sum_of_sums_with_a_weight_from_the_point_and_a_term_that_may_be_missing()
    {
        // Σᵢ Σⱼ x₀ xᵢ xⱼ over the pairs with xᵢ > xⱼ, from a start that varies with the point.
        var function = DifferentiableFunction.Define(0, graph =>
        {
            var weight = Real.Exp(graph.Point[0]);
            return graph.Fold(0, graph.Point.Count, graph.Point[1], (i, outer) => graph.Fold(0, graph.Point.Count, outer, (j, inner) =>
                graph.If(graph.Point[i] > graph.Point[j], () => inner + weight * graph.Point[i] * graph.Point[j], () => inner)));
        });
        double[] x = [0.3, -1.2, 2, 0.7];
        double w = Math.Exp(0.3), pairs = 0;
        double[] expected = [0, 1, 0, 0];
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
                if (x[i] > x[j])
                {
                    pairs += x[i] * x[j];
                    expected[i] += w * x[j];
                    expected[j] += w * x[i];
                }
        expected[0] += w * pairs;
        var (value, gradient) = At(function, x);
        Assert.Equal(x[1] + w * pairs, value, 1e-14 * Math.Abs(value));
        for (var i = 0; i < 4; i++)
            Assert.Equal(expected[i], gradient[i], 1e-13 * Math.Abs(expected[i]));
    }

    [Fact]
    public void Index_past_the_end_and_failed_requirement_say_so()
    {
        var past = DifferentiableFunction.Define(2, graph => graph.Point[graph.Point[0].ToWhole()]);
        Assert.Contains("2", Assert.Throws<EvaluationException>(() => At(past, 2, 0)).Message, StringComparison.Ordinal);
        var required = DifferentiableFunction.Define(1, graph =>
        {
            graph.Require(graph.Point[0] > 0, "x must be positive.");
            return graph.Point[0];
        });
        Assert.Equal("x must be positive.", Assert.Throws<EvaluationException>(() => At(required, -1.0)).Message);
    }

    [Fact]
    public void Complex_step_gives_the_same_gradient()
    {
        Func<Real, Real, Real>[] functions =
        [
            (x, y) => x * y - y / x + Real.Pow(x, 3) - Real.Pow(y, -2),
            (x, y) => Real.Exp(x) * Real.Sin(y) + Real.Cos(x * y) - Real.Tan(x) * Real.Sqrt(2 + y),
            (x, y) => Real.Log(x + 3) / Real.Log10(y + 4) + Real.Log2(x * x + 1) + Real.Log(x + 5, y + 6),
            (x, y) => Real.Sinh(x) * Real.Cosh(y) - Real.Tanh(x - y) + Real.Pow(x + 2, y),
            (x, y) => -Real.Pow(-1 - x * x, 5) + Real.Select(true, x, y),
        ];
        foreach (var function in functions)
        {
            var defined = DifferentiableFunction.Define(2, graph =>
                graph.Fold(0, 3, 0, (i, sum) => sum * 0.5 + function(graph.Point[0], graph.Point[1]) * i.ToReal()));
            Assert.Null(defined.ObstacleToComplexStep());
            foreach (var point in new double[][] { [0.7, 1.3], [1.9, -0.6] })
            {
                double[] stepped = new double[2], exact = At(defined, point).Gradient;
                defined.ComplexStepGradient(point, stepped);
                for (var i = 0; i < 2; i++)
                    Assert.Equal(exact[i], stepped[i], 1e-13 * Math.Abs(exact[i]));
            }
        }

        var kinked = DifferentiableFunction.Define(1, graph => Real.Abs(graph.Point[0]));
        Assert.Contains("Abs", kinked.ObstacleToComplexStep()!, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var function = ChainedRosenbrock(50);
        var points = Enumerable.Range(0, 64).Select(k => Enumerable.Range(0, 50).Select(i => Math.Sin(i * k)).ToArray()).ToArray();
        var alone = points.Select(point => At(function, point)).ToArray();
        Parallel.For(0, 640, k =>
        {
            var (value, gradient) = At(function, points[k % 64]);
            Assert.Equal(alone[k % 64].Value, value);
            Assert.Equal(alone[k % 64].Gradient, gradient);
        });
    }

    [Fact]
    public void Evaluation_allocates_nothing_once_warm()
    {
        var function = ChainedRosenbrock(20);
        double[] point = new double[20], gradient = new double[20];
        for (var i = 0; i < 3; i++)
            function.ValueAndGradient(point, gradient);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            function.ValueAndGradient(point, gradient);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>Loops that add up, one after the other and one in the other, each beginning with what those before have summed.</summary>
    [Property(MaxTest = 200)]
    public void A_sum_that_several_loops_carry_on_keeps_the_derivatives_of_all(Key key)
    {
        var (loops, point) = (2 + key.Integer(3, 0), 0.5 + key.Uniform(1));
        var function = DifferentiableFunction.Define(1, graph =>
        {
            var (x, sum) = (graph.Point[0], (Real)7);
            for (var i = 0; i < loops; i++)
            {
                var (kind, last) = (key.Integer(4, 10 + i), 1 + key.Integer(3, 20 + i));
                if (kind == 0) sum *= 2;
                sum = kind switch
                {
                    1 => graph.Fold(1, last, sum, (_, s) => graph.Fold(1, 2, s, (_, inner) => inner + x * x)),
                    2 => graph.Fold(1, last, sum, (_, s) => s * x + x),
                    _ => graph.Fold(1, last, sum, (_, s) => s + 1 / x),
                };
            }
            return sum;
        });
        var (at, gradient, h) = (new[] { point }, new double[1], 1e-6);
        function.ValueAndGradient(at, gradient);
        var difference = (function.Value([point + h]) - function.Value([point - h])) / (2 * h);
        Assert.Equal(difference, gradient[0], 1e-6 * (1 + Math.Abs(difference)));
    }
}
