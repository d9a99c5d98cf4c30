using PSOptimize.Differentiation;
using PSOptimize.Randomness;

namespace PSOptimize.Tests.Differentiation;

public class DifferentiableMapTests
{
    private static (double[] Values, double[] Jacobian) At(DifferentiableMap map, params double[] point)
    {
        var (values, jacobian) = (new double[map.Count], new double[map.Count * map.Dimension]);
        map.ValuesAndJacobian(point, values, jacobian);
        return (values, jacobian);
    }

    [Property(MaxTest = 800, StartSize = 50, EndSize = 300)]
    public void Rows_of_the_Jacobian_are_the_gradients_of_the_results(byte[] first, byte[] second, Key key)
    {
        var point = RandomGraph.Numbers(key);
        const int N = RandomGraph.Dimension;
        var map = DifferentiableMap.Define(N, graph => [new RandomGraph(first).Define(graph), new RandomGraph(second).Define(graph)]);
        var (values, jacobian) = At(map, point);
        var alone = new double[2];
        map.Values(point, alone);
        Assert.Equal(alone.Select(BitConverter.DoubleToInt64Bits), values.Select(BitConverter.DoubleToInt64Bits));
        byte[][] programs = [first, second];
        for (var i = 0; i < 2; i++)
        {
            var gradient = new double[N];
            var value = RandomGraph.Function(programs[i]).ValueAndGradient(point, gradient);
            Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(values[i]));
            for (var j = 0; j < N; j++)
                Assert.Equal(gradient[j], jacobian[i * N + j], 1e-12 * gradient.Sum(Math.Abs));
        }
    }

    [Fact]
    public void Residuals_of_Rosenbrock_have_their_textbook_Jacobian()
    {
        var map = DifferentiableMap.Define(2, graph => [10 * (graph.Point[1] - graph.Point[0] * graph.Point[0]), 1 - graph.Point[0], 7]);
        var (values, jacobian) = At(map, -1.2, 1);
        Assert.Equal([10 * (1 - 1.2 * 1.2), 2.2, 7], values);
        Assert.Equal([24, 10, -1, 0, 0, 0], jacobian);
    }

    /// <summary>xᵢ² xᵢ₊₁ for each of n coordinates, with 1 after the last one.</summary>
    private static DifferentiableMap Chain(int n) => DifferentiableMap.DefineSeries(n, n, graph =>
        (Series)graph.While([(Whole)0, graph.Empty], state => (Whole)state[0] < n, state =>
        {
            var i = (Whole)state[0];
            var next = graph.If(i < n - 1, () => graph.Point[i + 1], () => 1);
            return [i + 1, ((Series)state[1]).Append(graph.Point[i] * graph.Point[i] * next)];
        })[1]);

    [Theory]
    [InlineData(1), InlineData(8), InlineData(9), InlineData(19)]
    public void Any_number_of_coordinates_has_a_Jacobian(int n)
    {
        double[] x = [.. Enumerable.Range(0, n).Select(i => 1 + 0.5 * i)];
        double After(int i) => i + 1 < n ? x[i + 1] : 1;
        var (values, jacobian) = At(Chain(n), x);
        Assert.Equal(x.Select((a, i) => a * a * After(i)), values);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                Assert.Equal(j == i ? 2 * x[i] * After(i) : j == i + 1 ? x[i] * x[i] : 0, jacobian[i * n + j]);
    }

    [Fact]
    public void Point_and_constants_are_series_of_results_too()
    {
        Assert.Equal([1, 0, 0, 1], At(DifferentiableMap.DefineSeries(2, 2, graph => graph.Point), 3, 4).Jacobian);
        var (values, jacobian) = At(DifferentiableMap.DefineSeries(2, 3, _ => Series.Of(5, 6, 7)), 3, 4);
        Assert.Equal([5, 6, 7], values);
        Assert.Equal(new double[6], jacobian);
    }

    [Fact]
    public void Functions_share_what_does_not_depend_on_the_direction()
    {
        double[] x = [0.3, 0.5, 1.2];
        var (_, jacobian) = At(DifferentiableMap.Define(3, graph =>
        {
            var (a, b, c) = (graph.Point[0], graph.Point[1], graph.Point[2]);
            return [Real.Sin(a * b + c), Real.Pow(c, a), Real.Atan2(a, b), Real.Max(a, b), Real.Select(a < b, Real.Exp(c), c)];
        }), x);
        var (cos, power, square) = (Math.Cos(0.3 * 0.5 + 1.2), Math.Pow(1.2, 0.3), 0.09 + 0.25);
        double[] expected =
        [
            cos * 0.5, cos * 0.3, cos,
            power * Math.Log(1.2), 0, 0.3 * power / 1.2,
            0.5 / square, -0.3 / square, 0,
            0, 1, 0,
            0, 0, Math.Exp(1.2),
        ];
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], jacobian[i], 4e-16 * Math.Abs(expected[i]));
    }

    [Fact]
    public void Wrong_lengths_and_empty_maps_are_refused()
    {
        var map = Chain(2);
        Assert.Throws<ArgumentException>("point", () => map.Values([1], new double[2]));
        Assert.Throws<ArgumentException>("values", () => map.Values([1, 2], new double[1]));
        Assert.Throws<ArgumentException>("jacobian", () => map.ValuesAndJacobian([1, 2], new double[2], new double[3]));
        Assert.Throws<ArgumentException>("define", () => DifferentiableMap.Define(2, _ => []));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => DifferentiableMap.Define(0, graph => [graph.Point[0]]));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => DifferentiableMap.DefineSeries(1, 0, graph => graph.Point));
        var other = DifferentiableMap.DefineSeries(2, 3, graph => graph.Point);
        Assert.Contains("2 elements, not 3",
            Assert.Throws<EvaluationException>(() => other.Values([1, 2], new double[3])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var map = Chain(19);
        double[][] points = [.. Enumerable.Range(0, 64).Select(k => Enumerable.Range(0, 19).Select(i => Math.Sin(i * k)).ToArray())];
        var alone = points.Select(point => At(map, point).Jacobian).ToArray();
        Parallel.For(0, 640, k => Assert.Equal(alone[k % 64], At(map, points[k % 64]).Jacobian));
    }

    [Fact]
    public void Evaluation_allocates_nothing_once_warm()
    {
        var map = Chain(19);
        double[] point = new double[19], values = new double[19], jacobian = new double[361];
        for (var i = 0; i < 3; i++)
            map.ValuesAndJacobian(point, values, jacobian);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            map.ValuesAndJacobian(point, values, jacobian);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
