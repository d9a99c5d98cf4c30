using BenchmarkDotNet.Attributes;
using PSOptimize.Differentiation;

namespace PSOptimize.Benchmarks;

/// <summary>
/// Value and gradient of the Rosenbrock function in two dimensions: a compiled graph compared with a hand-written delegate.
/// </summary>
public class RosenbrockGradientBenchmarks
{
    private readonly double[] _point = [0.1, 3];
    private readonly double[] _gradient = new double[2];

    private readonly DifferentiableFunction _graph = DifferentiableFunction.Define(2, graph =>
        Real.Pow(1 - graph.Point[0], 2) + 100 * Real.Pow(graph.Point[1] - graph.Point[0] * graph.Point[0], 2));

    private readonly Func<double[], double[], double> _byHand = (x, gradient) =>
    {
        var (a, b) = (1 - x[0], x[1] - x[0] * x[0]);
        (gradient[0], gradient[1]) = (-2 * a - 400 * x[0] * b, 200 * b);
        return Math.Pow(a, 2) + 100 * Math.Pow(b, 2);
    };

    [Benchmark(Baseline = true)]
    public double ByHand() => _byHand(_point, _gradient);

    [Benchmark]
    public double CompiledGraph() => _graph.ValueAndGradient(_point, _gradient);
}

/// <summary>
/// Value and gradient of the chained Rosenbrock function in 1000 dimensions, as a loop of products, compared with a hand-written value
/// alone.
/// </summary>
public class ChainedRosenbrockGradientBenchmarks
{
    private readonly double[] _point = [.. Enumerable.Range(0, 1000).Select(i => Math.Sin(i))];
    private readonly double[] _gradient = new double[1000];

    private readonly DifferentiableFunction _graph = DifferentiableFunction.Define(0, graph =>
        graph.Sum(0, graph.Point.Count - 1, i =>
        {
            var (u, v) = (graph.Point[i + 1] - graph.Point[i] * graph.Point[i], 1 - graph.Point[i]);
            return 100 * u * u + v * v;
        }));

    [Benchmark(Baseline = true)]
    public double ValueByHand()
    {
        var (x, sum) = (_point, 0.0);
        for (var i = 0; i < x.Length - 1; i++)
        {
            double u = x[i + 1] - x[i] * x[i], v = 1 - x[i];
            sum += 100 * u * u + v * v;
        }
        return sum;
    }

    [Benchmark]
    public double CompiledGraph() => _graph.ValueAndGradient(_point, _gradient);
}
