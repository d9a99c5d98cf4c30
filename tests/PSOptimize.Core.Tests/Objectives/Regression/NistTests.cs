using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;
using PSOptimize.Schedules;
using PSOptimize.Stopping;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>Nonlinear regressions whose results NIST certifies to eleven digits.</summary>
public class NistTests
{
    private const int Steps = 20_000;

    private static CurveModel Curve(string name) => name switch
    {
        "Misra1a" => Of(2, (x, b, g) =>
        {
            var e = Math.Exp(-b[1] * x);
            Set(g, 1 - e, b[0] * x * e);
            return b[0] * (1 - e);
        }),
        "Chwirut2" => Of(3, (x, b, g) =>
        {
            var (e, d) = (Math.Exp(-b[0] * x), b[1] + b[2] * x);
            Set(g, -x * e / d, -e / (d * d), -x * e / (d * d));
            return e / d;
        }),
        "Gauss1" => Of(8, (x, b, g) =>
        {
            var decay = Math.Exp(-b[1] * x);
            var (u, v) = ((x - b[3]) / b[4], (x - b[6]) / b[7]);
            var (p, q) = (Math.Exp(-u * u), Math.Exp(-v * v));
            Set(g, decay, -b[0] * x * decay,
                p, 2 * b[2] * p * u / b[4], 2 * b[2] * p * u * u / b[4],
                q, 2 * b[5] * q * v / b[7], 2 * b[5] * q * v * v / b[7]);
            return b[0] * decay + b[2] * p + b[5] * q;
        }),
        "DanWood" => Of(2, (x, b, g) =>
        {
            var power = Math.Pow(x, b[1]);
            Set(g, power, b[0] * power * Math.Log(x));
            return b[0] * power;
        }),
        "Misra1c" => Of(2, (x, b, g) =>
        {
            var root = Math.Sqrt(1 + 2 * b[1] * x);
            Set(g, 1 - 1 / root, b[0] * x / (root * root * root));
            return b[0] * (1 - 1 / root);
        }),
        "Rat42" => Of(3, (x, b, g) =>
        {
            var e = Math.Exp(b[1] - b[2] * x);
            var d = 1 + e;
            Set(g, 1 / d, -b[0] * e / (d * d), b[0] * x * e / (d * d));
            return b[0] / d;
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private delegate double Formula(double x, ReadOnlySpan<double> b, Span<double> gradient);

    private static CurveModel Of(int count, Formula formula) =>
        CurveModel.FromSpans(["x"], [.. Enumerable.Range(1, count).Select(i => $"b{i}")], (row, b, g) => formula(row[0], b, g));

    private static void Set(Span<double> gradient, params ReadOnlySpan<double> values)
    {
        if (!gradient.IsEmpty) values.CopyTo(gradient);
    }

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in (string[])["Misra1a", "Chwirut2", "Gauss1", "DanWood", "Misra1c", "Rat42"])
                for (var start = 1; start <= 2; start++) cases.Add(name, start);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adam_reaches_the_certified_sum_of_squares(string name, int start)
    {
        var nist = DataFiles.Nist.Read(name);
        var objective = RegressionObjective.Curve(nist.Data, Curve(name), "y", new SumOfSquaresLoss());
        var from = start == 1 ? nist.Start1 : nist.Start2;
        var method = new Adam { LearningRate = new CosineSchedule(0.01, Steps) };
        var options = new RunOptions { Stop = StopRule.Iterations(Steps), TraceEvery = 0 };
        var run = Optimizer.Run(Problem.Of(objective).ScaledBy(from.Map(Math.Abs)), method, from, options);
        Assert.True(Math.Abs(run.Value / nist.SumOfSquares - 1) < 1e-8,
            $"{run.Value:R} at {run.Point}, certified {nist.SumOfSquares:R} at {nist.Certified}");
    }

    [Theory]
    [InlineData("Misra1a")]
    [InlineData("Chwirut2")]
    [InlineData("Gauss1")]
    [InlineData("DanWood")]
    [InlineData("Misra1c")]
    [InlineData("Rat42")]
    public void Certified_deviations_are_the_standard_errors(string name)
    {
        var nist = DataFiles.Nist.Read(name);
        var fit = RegressionObjective.Curve(nist.Data, Curve(name), "y").Fit(nist.Certified);
        Assert.Equal(nist.SumOfSquares, fit.ChiSquared, 1e-9 * nist.SumOfSquares);
        for (var i = 0; i < nist.Deviations.Count; i++)
            Assert.Equal(nist.Deviations[i], fit.StandardErrors[i], 1e-6 * nist.Deviations[i]);
    }
}
