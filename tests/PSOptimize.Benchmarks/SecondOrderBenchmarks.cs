using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using PSOptimize.Differentiation;

namespace PSOptimize.Benchmarks;

/// <summary>
/// A Hessian product compared with the gradient: of two numbers, of a loop over 100 and of a sum of squares over 1000 rows.
/// </summary>
public class HessianProductBenchmarks
{
    private double[] _point = [], _direction = [], _gradient = [], _product = [];
    private DifferentiableFunction _function = null!;

    [Params("Rosenbrock, n = 2", "extended Rosenbrock, n = 100", "least squares, 1000 rows, n = 5")]
    public string Function { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _function = Function[0] switch
        {
            'R' => DifferentiableFunction.Define(2, graph =>
                Real.Pow(1 - graph.Point[0], 2) + 100 * Real.Pow(graph.Point[1] - graph.Point[0] * graph.Point[0], 2)),
            'e' => DifferentiableFunction.Define(100, graph => graph.Sum(0, 50, i =>
            {
                var (x, y) = (graph.Point[2 * i], graph.Point[2 * i + 1]);
                return Real.Pow(1 - x, 2) + 100 * Real.Pow(y - x * x, 2);
            })),
            _ => DifferentiableFunction.Define(5, LeastSquares),
        };
        _point = [.. Enumerable.Range(0, _function.Dimension).Select(i => 1 + 0.1 * Math.Sin(i))];
        _direction = [.. _point.Select((_, i) => Math.Cos(i))];
        (_gradient, _product) = (new double[_point.Length], new double[_point.Length]);
    }

    [Benchmark(Baseline = true)]
    public double Gradient() => _function.ValueAndGradient(_point, _gradient);

    [Benchmark]
    public double HessianProduct() => _function.HessianProduct(_point, _direction, _gradient, _product);

    private static Real LeastSquares(ExpressionGraph graph)
    {
        var (t, y) = (graph.Bind(Series.Of(DecayRows.Times)), graph.Bind(Series.Of(DecayRows.Measured)));
        return graph.Sum(0, 1000, i =>
        {
            var residual = DecayRows.Curve(graph.Point, t[i]) - y[i];
            return residual * residual;
        });
    }
}

/// <summary>
/// The Jacobian of a curve with 5 parameters over 1000 rows, compared with its values: row by row in reverse mode, and as a series in
/// forward mode.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class JacobianBenchmarks
{
    private readonly double[] _parameters = [1, 2, 0.7, -1, 1.4], _values = new double[1000], _jacobian = new double[5000];

    private readonly DifferentiableModel _model = DifferentiableModel.Of(
        DifferentiableFunction.Define(6, graph => DecayRows.Curve(graph.Point, graph.Point[0], first: 1)), inputs: 1);

    private readonly DifferentiableMap _map = DifferentiableMap.DefineSeries(5, 1000, graph =>
    {
        var t = graph.Bind(Series.Of(DecayRows.Times));
        return (Series)graph.While([(Whole)0, graph.Empty], state => (Whole)state[0] < 1000, state =>
            [(Whole)state[0] + 1, ((Series)state[1]).Append(DecayRows.Curve(graph.Point, t[(Whole)state[0]]))])[1];
    });

    [Benchmark(Baseline = true), BenchmarkCategory("Model")]
    public void ModelValues() => _model.Values(DecayRows.Times, _parameters, _values);

    [Benchmark, BenchmarkCategory("Model")]
    public void ModelJacobian() => _model.ValuesAndJacobian(DecayRows.Times, _parameters, _values, _jacobian);

    [Benchmark(Baseline = true), BenchmarkCategory("Map")]
    public void MapValues() => _map.Values(_parameters, _values);

    [Benchmark, BenchmarkCategory("Map")]
    public void MapJacobian() => _map.ValuesAndJacobian(_parameters, _values, _jacobian);
}

/// <summary>1000 rows of a decay in two stages.</summary>
internal static class DecayRows
{
    public static readonly double[] Times = [.. Enumerable.Range(0, 1000).Select(i => i / 250.0)];
    public static readonly double[] Measured = [.. Times.Select((t, i) => 3 * Math.Exp(-t) + Math.Sin(i))];

    public static Real Curve(Series p, Real t, int first = 0) =>
        p[first] + p[first + 1] * Real.Exp(-p[first + 2] * t) + p[first + 3] * Real.Exp(-p[first + 4] * t);
}
