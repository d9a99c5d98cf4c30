using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using PSOptimize.Differentiation;
using PSOptimize.Methods.LeastSquares;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Benchmarks;

/// <summary>
/// The fit of a peak on a slope, 5 parameters over 1000 rows, from the same start with the same exact Jacobian, to the defaults of each.
/// </summary>
public class FitBenchmarks
{
    private static readonly double[] Inputs = [.. Enumerable.Range(0, 1000).Select(i => i / 100.0)];
    private static readonly double[] Targets =
        [.. Inputs.Select((x, i) => 3 + 0.1 * x + 40 * Math.Exp(-0.5 * Math.Pow((x - 4.6) / 0.8, 2)) + 0.3 * Math.Sin(11 * i))];

    private static readonly double[] Start = [1, 0.5, 30, 4, 1];

    private readonly DifferentiableModel _model = DifferentiableModel.Of(DifferentiableFunction.Define(6, graph =>
    {
        var (x, p) = (graph.Point[0], graph.Point);
        var away = (x - p[4]) / p[5];
        return p[1] + p[2] * x + p[3] * Real.Exp(-0.5 * away * away);
    }), inputs: 1);

    private RegressionObjective _objective = null!;
    private IObjectiveModel _other = null!;

    [GlobalSetup]
    public void Setup()
    {
        var curve = CurveModel.FromSpans(["x"], ["a", "b", "h", "m", "w"], (row, p, gradient) =>
        {
            Span<double> value = stackalloc double[1];
            if (gradient.IsEmpty) _model.Values(row, p, value);
            else _model.ValuesAndJacobian(row, p, value, gradient);
            return value[0];
        });
        _objective = RegressionObjective.Curve(Table.OfColumns(["x", "y"], [Inputs, Targets]), curve, "y");
        var (inputs, targets) = (Vector<double>.Build.Dense(Inputs), Vector<double>.Build.Dense(Targets));
        _other = ObjectiveFunction.NonlinearModel(Values, Jacobian, inputs, targets);
        var (ours, theirs) = (LevenbergMarquardt(), MathNet());
        for (var i = 0; i < Start.Length; i++)
            if (!(Math.Abs(ours.Point[i] / theirs.MinimizingPoint[i] - 1) < 1e-6))
                throw new InvalidOperationException($"{ours.Outcome} at {ours.Point}; {theirs.ReasonForExit} at {theirs.MinimizingPoint}");
    }

    [Benchmark(Baseline = true)]
    public NonlinearMinimizationResult MathNet() =>
        new LevenbergMarquardtMinimizer().FindMinimum(_other, Vector<double>.Build.Dense(Start));

    [Benchmark]
    public Run LevenbergMarquardt() => Optimizer.Run(
        _objective, new LevenbergMarquardt(), Start, new RunOptions { Stop = StopRule.Evaluations(1000) });

    private Vector<double> Values(Vector<double> parameters, Vector<double> rows)
    {
        var values = new double[Inputs.Length];
        _model.Values(Inputs, parameters.ToArray(), values);
        return Vector<double>.Build.Dense(values);
    }

    private Matrix<double> Jacobian(Vector<double> parameters, Vector<double> rows)
    {
        var (values, jacobian) = (new double[Inputs.Length], new double[Inputs.Length * Start.Length]);
        _model.ValuesAndJacobian(Inputs, parameters.ToArray(), values, jacobian);
        return Matrix<double>.Build.DenseOfRowMajor(Inputs.Length, Start.Length, jacobian);
    }
}
