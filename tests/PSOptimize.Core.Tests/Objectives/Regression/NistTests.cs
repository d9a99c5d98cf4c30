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
        var objective = RegressionObjective.Curve(nist.Data, NistCurves.Of(name), "y", new SumOfSquaresLoss());
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
        var fit = RegressionObjective.Curve(nist.Data, NistCurves.Of(name), "y").Fit(nist.Certified);
        Assert.Equal(nist.SumOfSquares, fit.ChiSquared, 1e-9 * nist.SumOfSquares);
        for (var i = 0; i < nist.Deviations.Count; i++)
            Assert.Equal(nist.Deviations[i], fit.StandardErrors[i], 1e-6 * nist.Deviations[i]);
    }
}
