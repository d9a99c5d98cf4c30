using PSOptimize.Differentiation;
using PSOptimize.Randomness;

namespace PSOptimize.Tests.Differentiation;

public class RootDerivativesTests
{
    private static readonly double[] Rows = [0.3, 1.1, 2, 0.7];

    /// <summary>Equations in x with the parameters p and q, which rise in x from below zero at −8 to above zero at 8.</summary>
    private static readonly Func<ExpressionGraph, Real, Real, Real, Real>[] Equations =
    [
        (_, x, p, q) => x * x * x + (1 + p * p) * x + q,
        (_, x, p, q) => x - 0.5 * Real.Sin(p) * Real.Sin(x) - q,
        (_, x, p, q) => Real.Exp(x) - Real.Exp(p) - 0.1 * q * q,
        (graph, x, p, q) => graph.Sum(0, Rows.Length, i =>
            Real.Tanh(x - p * graph.Bind(Series.Of(Rows))[i]) + 0.1 * x * i.ToReal()) - 0.2 * q,
        (graph, x, p, q) => graph.If(x > p, () => 2 * (x - p), () => Real.Sinh(x - p)) + 0.1 + 0.1 * q * q,
        (_, x, p, q) => Real.Max(x - 30, 3 * x + p) - Real.Abs(q + 9),
        (graph, x, p, q) => Bisected(graph, 0, -30, 30, y => y + 0.5 * Real.Sin(y + p) - 2 * x) - q,
        (graph, x, p, q) => Bisected(graph, 3, -30 - p, 30 - q, y => y + 0.3 * Real.Cos(y) * q - x) + 0.1 * x * p * p,
        (graph, x, p, q) => Iterated(graph, x + 10 + q * q) - 3 - 0.1 * p,
        (graph, x, p, q) => x * Collected(graph, p, q)[1] - Collected(graph, p, q)[0],
        (_, x, p, q) => Real.Pow(1.5, x) * Real.Pow(x + 10, 1.5) - 20 - p / (2 + q * q),
        (_, x, p, q) => Real.Atan2(x, 1 + p * p) - 0.3 * Real.Tanh(q),
    ];

    /// <summary>What is made of the root.</summary>
    private static readonly Func<Real, Real, Real, Real>[] Uses =
    [
        (x, _, _) => x,
        (x, p, q) => x * x * p + Real.Exp(0.3 * x) * q,
        (x, p, _) => Real.Sin(x * p) + Real.Log(9 + x),
    ];

    /// <summary>A square root by Newton's method.</summary>
    private static Real Iterated(ExpressionGraph graph, Real a) => (Real)graph.While([a],
        state => Real.Abs((Real)state[0] * (Real)state[0] - a) > 1e-14 * a,
        state => [((Real)state[0] + a / (Real)state[0]) * 0.5])[0];

    private static Series Collected(ExpressionGraph graph, Real p, Real q) => (Series)graph.While([(Whole)0, graph.Empty],
        state => (Whole)state[0] < 2,
        state => [(Whole)state[0] + 1, ((Series)state[1]).Append(0.2 * p * ((Whole)state[0]).ToReal() + 1 + q * q)])[1];

    private const int Forms = 7;

    /// <summary>The root of an equation by bisection, as people write it in various ways.</summary>
    private static Real Bisected(ExpressionGraph graph, int form, Real low, Real high, Func<Real, Real> residual)
    {
        Real Low(IReadOnlyList<Term> state) => (Real)state[0];
        Real High(IReadOnlyList<Term> state) => (Real)state[1];
        Real Middle(IReadOnlyList<Term> state) => (Low(state) + High(state)) / 2;
        Truth IsWide(IReadOnlyList<Term> state) => High(state) - Low(state) > 1e-13 * (1 + Real.Abs(Low(state)));
        switch (form)
        {
            case 0:
                var last = graph.While([low, high], IsWide, state => graph.If(residual(Middle(state)) > 0,
                    () => [Low(state), Middle(state)], () => [Middle(state), High(state)]));
                return Middle(last);
            case 1:
                return Low(graph.While([low, high, (Whole)0], state => (Whole)state[2] < 60, state =>
                [
                    .. graph.If(residual(Middle(state)) <= 0,
                        () => [Middle(state), High(state)], () => [Low(state), Middle(state)]),
                    (Whole)state[2] + 1,
                ]));
            case 2:
                return High(graph.While([low, high, residual(low)], IsWide, state =>
                {
                    var middle = Low(state) + 0.5 * (High(state) - Low(state));
                    var value = residual(middle);
                    return graph.If((Real)state[2] * value < 0,
                        () => [Low(state), middle, (Real)state[2]], () => [middle, High(state), value]);
                }));
            case 3:
                return (Real)graph.While([low, high, low, (Real)1],
                    state => (Real.Abs((Real)state[3]) > 1e-11) & (High(state) - Low(state) > 1e-14),
                    state =>
                    {
                        var (middle, value) = (Middle(state), residual(Middle(state)));
                        return [.. graph.If(value > 0, () => [Low(state), middle], () => [middle, High(state)]), middle, value];
                    })[2];
            case 4:
                return (Real)graph.While([low, high, (low + high) / 2], IsWide, state =>
                {
                    var next = graph.If(residual((Real)state[2]) > 0, () => [Low(state), state[2]], () => [state[2], High(state)]);
                    return [.. next, Middle(next)];
                })[2];
            case 5:
                return Low(graph.While([low, high], IsWide, state => graph.If(
                    Real.AreEqual(Real.Sign(residual(Middle(state))), Real.Sign(residual(Low(state)))),
                    () => [Middle(state), High(state)], () => [Low(state), Middle(state)])));
            default:
                return Low(graph.While([low, high], state => High(state) - Low(state) > 1e-12, state =>
                {
                    var (middle, value) = (Middle(state), residual(Middle(state)));
                    return graph.If(Real.AreEqual(value, 0), () => [middle, middle], () =>
                        graph.If(value < 0, () => [middle, High(state)], () => [Low(state), middle]));
                }));
        }
    }

    private static DifferentiableFunction Function(int equation, int form, int use, bool moves) =>
        DifferentiableFunction.Define(2, graph =>
        {
            var (p, q) = (graph.Point[0], graph.Point[1]);
            // The bracket may depend on the point; the root does not depend on the bracket.
            var move = moves ? 0.3 * Real.Sin(p + q) : 0.0;
            return Uses[use](Bisected(graph, form, -8 + move, 8 + 2 * move, x => Equations[equation](graph, x, p, q)), p, q);
        });

    private static double[] Gradient(DifferentiableFunction function, params double[] point)
    {
        var gradient = new double[point.Length];
        var value = function.ValueAndGradient(point, gradient);
        Assert.Equal(BitConverter.DoubleToInt64Bits(function.Value(point)), BitConverter.DoubleToInt64Bits(value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(function.Interpret(point)), BitConverter.DoubleToInt64Bits(value));
        return gradient;
    }

    private static double[] Product(DifferentiableFunction function, double[] point, double[] direction)
    {
        var (gradient, product) = (new double[point.Length], new double[point.Length]);
        var value = function.HessianProduct(point, direction, gradient, product);
        Assert.Equal(BitConverter.DoubleToInt64Bits(function.Value(point)), BitConverter.DoubleToInt64Bits(value));
        Assert.Equal(Gradient(function, point), gradient);
        return product;
    }

    private static double[] PointOf(Key key) => [(key.Integer(4001, 0) - 2000.37) / 1500, (key.Integer(4001, 1) - 2000.37) / 1500];

    /// <summary>The derivative by differences of sixth order, whose error is far below that of a wrong derivative.</summary>
    private static double Difference(Func<double, double> function)
    {
        const double Step = 0.01;
        double Pair(int k) => (function(k * Step) - function(-k * Step)) / Step;
        return 0.75 * Pair(1) - 0.15 * Pair(2) + Pair(3) / 60;
    }

    private static double[] Moved(double[] point, double[] direction, double t) => [.. point.Zip(direction, (x, v) => x + t * v)];

    private static (DifferentiableFunction Function, double[] Point) Drawn(Key key, bool moves) =>
        (Function(key.Integer(Equations.Length, 2), key.Integer(Forms, 3), key.Integer(Uses.Length, 4), moves), PointOf(key));

    [Property(MaxTest = 60)]
    public void Gradient_of_a_root_agrees_with_differences(Key key, bool moves)
    {
        var (function, point) = Drawn(key, moves);
        var gradient = Gradient(function, point);
        for (var i = 0; i < 2; i++)
        {
            double[] unit = i == 0 ? [1, 0] : [0, 1];
            var difference = Difference(t => function.Value(Moved(point, unit, t)));
            Assert.Equal(difference, gradient[i], 1e-6 * (1 + Math.Abs(difference)));
        }
    }

    [Property(MaxTest = 60)]
    public void Hessian_product_of_a_root_agrees_with_differences_of_the_gradient(Key key, bool moves)
    {
        var (function, point) = Drawn(key, moves);
        var direction = PointOf(key.Fold(1));
        var product = Product(function, point, direction);
        for (var i = 0; i < 2; i++)
        {
            var difference = Difference(t => Gradient(function, Moved(point, direction, t))[i]);
            Assert.Equal(difference, product[i], 1e-6 * (1 + Math.Abs(difference)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Logarithm_by_bisection_has_the_derivatives_of_the_logarithm(int form)
    {
        var logarithm = DifferentiableFunction.Define(1, graph =>
            Bisected(graph, form, -21.3 * graph.Point[0], 20, x => Real.Exp(x) - graph.Point[0]));
        foreach (var p in (double[])[0.2, 1, 3.7])
        {
            Assert.Equal(1 / p, Gradient(logarithm, p)[0], 1e-9 / p);
            Assert.Equal(-1 / (p * p), Product(logarithm, [p], [1])[0], 1e-9 / (p * p));
        }
    }

    [Fact]
    public void Roots_of_rows_are_differentiated_in_sums_models_and_maps()
    {
        Real Root(ExpressionGraph graph, Real a, Real b, Real c) =>
            Bisected(graph, 0, -8, 8, x => x * x * x + x + a * x * b * b - c);
        var one = DifferentiableFunction.Define(3, graph => Root(graph, graph.Point[0], graph.Point[1], graph.Point[2]));
        var sum = DifferentiableFunction.Define(2, graph => graph.Sum(0, Rows.Length, i =>
            Root(graph, graph.Bind(Series.Of(Rows))[i], graph.Point[0], graph.Point[1])));
        var map = DifferentiableMap.Define(2, graph => [.. Rows.Select(row => Root(graph, row, graph.Point[0], graph.Point[1]))]);
        var model = DifferentiableModel.Of(one, 1);
        double[] point = [0.7, -1.3];
        double[][] gradients = [.. Rows.Select(row => Gradient(one, [row, .. point])[1..])];
        var (values, jacobian) = (new double[Rows.Length], new double[2 * Rows.Length]);
        model.ValuesAndJacobian(Rows, point, values, jacobian);
        Assert.Equal(gradients.SelectMany(gradient => gradient), jacobian);
        map.ValuesAndJacobian(point, values, jacobian);
        Assert.All(gradients.SelectMany(gradient => gradient).Zip(jacobian), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(Gradient(sum, point).Zip(gradients.Aggregate((a, b) => [a[0] + b[0], a[1] + b[1]])),
            pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        var product = Product(sum, point, [1, -2]);
        for (var i = 0; i < 2; i++)
            Assert.Equal(Difference(t => Gradient(sum, Moved(point, [1, -2], t))[i]), product[i], 1e-8);
    }

    [Fact]
    public void Result_that_ends_on_the_root_has_its_derivative() =>
        // The first guess is the root.
        Assert.Equal(0.25, Gradient(DifferentiableFunction.Define(1, graph =>
            Bisected(graph, 6, 0, 4, x => x * x - graph.Point[0])), 4)[0], 1e-10);

    /// <summary>Loops that look like bisections and solve no equation, with the derivative that goes through their operations.</summary>
    public static TheoryData<string, double, double> Others => new()
    {
        { "a wide bracket", 1.7, 0 },
        { "a wide bracket that meets the root", 4, 0 },
        { "a step", 1.7, 0 },
        { "a rounding", 1.7, 0 },
        { "a table", 1.7, 0 },
        { "a root above the bracket", 1.7, 0.1 },
        { "a root of another guess", 1.7, 0 },
        { "a residual of another number", 1.7, 0 },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Derivative_of_a_loop_that_solves_no_equation_stays_what_it_is(string kind, double point, double expected)
    {
        var function = DifferentiableFunction.Define(1, graph =>
        {
            var p = graph.Point[0];
            Real Halved(int times, Func<Real, Real> residual, Real high) => (Real)graph.While([(Real)0, high, (Whole)0],
                state => (Whole)state[2] < times, state =>
                {
                    var middle = ((Real)state[0] + (Real)state[1]) / 2;
                    return [.. graph.If(residual(middle) > 0, () => [state[0], middle], () => [middle, state[1]]), (Whole)state[2] + 1];
                })[1];
            return kind switch
            {
                "a wide bracket" => Halved(10, x => x * x - p, 4),
                "a wide bracket that meets the root" => Halved(10, x => x * x - p, 4),
                "a step" => Halved(60, x => graph.If(x * p > 2, () => x + 1, () => x - 9), 4),
                "a rounding" => Halved(60, x => Real.Round(x * p, 1) - 3, 4),
                "a table" => Halved(60, x => graph.Bind(Series.Of(Rows))[Real.Floor(x).ToWhole()] - p, 3),
                "a root above the bracket" => Halved(60, x => x - p, 0.1 * p),
                "a root of another guess" => Halved(60, x => Real.Floor(x * p) + p - 4.1, 4),
                _ => (Real)graph.While([(Real)0, (Real)4, (Whole)0], state => (Whole)state[2] < 60, state =>
                {
                    var middle = ((Real)state[0] + (Real)state[1]) / 2;
                    return [.. graph.If((Real)state[1] * p > 3 * middle, () => [state[0], middle], () => [middle, state[1]]),
                        (Whole)state[2] + 1];
                })[1],
            };
        });
        Assert.Equal(expected, Gradient(function, point)[0]);
        Assert.Equal(0, Product(function, [point], [1])[0]);
    }
}
