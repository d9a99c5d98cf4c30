using MathNet.Numerics.Optimization;
using PSOptimize.Constraints;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.DerivativeFree;

public class LineSearchTests
{
    private static readonly double Ratio = (Math.Sqrt(5) - 1) / 2;

    [Fact]
    public void Golden_section_shortens_the_bracket_by_the_golden_ratio_each_time() => Property.Holds(key =>
    {
        // From the golden section on, whichever part stays, the place within it is again its golden section.
        var minimum = key.Between(0.05, 0.95);
        var objective = Objective.FromValue("V", 1, x => Math.Abs(x[0] - minimum));
        var problem = Problem.Of(objective).KeptWithin(Box.Of(0, 1));
        var widths = Optimizer.Steps(problem, new GoldenSection(), Vector.Create(1 - Ratio)).Skip(1).Take(30)
            .Select(state => state.Memory<LineMemory>()).Select(state => state.Upper - state.Lower).ToArray();
        for (var k = 0; k < widths.Length; k++) Assert.Equal(Math.Pow(Ratio, k), widths[k], 1e-12);
    }, cases: 200);

    // Brent 1973, chapter 5, table: the minima of Σ ((2i − 5)/(x − i²))², i = 1 … 20, each between two neighbouring squares.
    [Theory]
    [InlineData(1, 3.0229153, 3.6766990169)]
    [InlineData(2, 6.6837536, 1.1118500100)]
    [InlineData(3, 11.2387017, 1.2182217637)]
    [InlineData(4, 19.6760001, 2.1621103109)]
    [InlineData(5, 29.8282273, 3.0322905193)]
    public void Brent_finds_the_minima_of_the_book(int i, double place, double value)
    {
        var objective = Objective.FromValue("Brent", 1, x => Enumerable.Range(1, 20).Sum(k => Math.Pow((2 * k - 5) / (x[0] - k * k), 2)));
        var (low, high) = (i * i + 1e-9, (i + 1) * (i + 1) - 1e-9);
        var problem = Problem.Of(objective).KeptWithin(Box.Of(low, high));
        var start = Vector.Create(low + (1 - Ratio) * (high - low));
        var run = Optimizer.Run(problem, new Brent(), start, new RunOptions { Stop = StopRule.Iterations(25) });
        Assert.Equal(place, run.Point[0], 1e-6);
        Assert.Equal(value, run.Value, 1e-9);
        var reference = GoldenSectionMinimizer.Minimum(new Plain(x => objective.Value(Vector.Create(x))), low, high, 1e-9, 1000, 0);
        Assert.Equal(reference.MinimizingPoint, run.Point[0], 1e-6);
    }

    [Fact]
    public void The_step_to_the_minimum_of_a_parabola_is_exact()
    {
        // Three places on a parabola tell all of it: the first step of that kind lands on the minimum.
        var parabola = Objective.FromValue("Parabola", 1, x => (x[0] - 0.3) * (x[0] - 0.3) + 2);
        var problem = Problem.Of(parabola).KeptWithin(Box.Of(-1, 1));
        var run = Optimizer.Run(problem, new Brent(), Vector.Create(0.9), new RunOptions { Stop = StopRule.Iterations(5) });
        Assert.Equal(0.3, run.Point[0], 1e-7);
    }

    private sealed class Plain(Func<double, double> function) : IScalarObjectiveFunction
    {
        public bool IsDerivativeSupported => false;

        public bool IsSecondDerivativeSupported => false;

        public IScalarObjectiveFunctionEvaluation Evaluate(double point) => new At(point, function(point));

        private sealed record At(double Point, double Value) : IScalarObjectiveFunctionEvaluation
        {
            public double Derivative => double.NaN;

            public double SecondDerivative => double.NaN;
        }
    }
}
