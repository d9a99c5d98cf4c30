using PSOptimize.Methods.LeastSquares;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Tests.Objectives.Regression;
using Xunit.Abstractions;

namespace PSOptimize.Tests.Methods;

/// <summary>Nonlinear regressions whose results NIST certifies to eleven digits, from both of their starts, with defaults alone.</summary>
public class LevenbergMarquardtNistTests(ITestOutputHelper output)
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in NistCurves.Names)
                for (var start = 1; start <= 2; start++) cases.Add(name, start);
            return cases;
        }
    }

    private static Run Solve(string name, int start)
    {
        var nist = DataFiles.Nist.Read(name);
        var objective = RegressionObjective.Curve(nist.Data, NistCurves.Of(name), "y");
        var options = new RunOptions { Stop = StopRule.Evaluations(1000) };
        return Optimizer.Run(objective, new LevenbergMarquardt(), start == 1 ? nist.Start1 : nist.Start2, options);
    }

    private static double Digits(double value, double right) => -Math.Log10(Math.Abs(value / right - 1) + 1e-16);

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_converges_to_eight_certified_digits_and_six_of_the_standard_errors(string name, int start)
    {
        var (run, nist) = (Solve(name, start), DataFiles.Nist.Read(name));
        var fit = ((RegressionObjective)run.Problem.Objective).Fit(run.Point);
        var digits = Enumerable.Range(0, nist.Certified.Count).Min(i => Digits(run.Point[i], nist.Certified[i]));
        var ofErrors = Enumerable.Range(0, nist.Certified.Count).Min(i => Digits(fit.StandardErrors[i], nist.Deviations[i]));
        output.WriteLine($"{name} {start}: {digits:F1} {ofErrors:F1} {run.Evaluations} {run.Outcome}");
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.True(digits >= 8, $"{digits:F1} digits: {run.Point}, certified {nist.Certified}");
        Assert.True(ofErrors >= 6, $"{ofErrors:F1} digits of the standard errors: {fit.StandardErrors}, certified {nist.Deviations}");
    }

    [Fact]
    public void A_curve_of_three_parameters_takes_thirty_evaluations_at_most_in_the_median()
    {
        var counts = NistCurves.Names.Where(name => NistCurves.Of(name).ParameterNames.Count == 3)
            .SelectMany(name => (int[])[1, 2], (name, start) => Solve(name, start).Evaluations).Order().ToList();
        Assert.True(counts[counts.Count / 2] <= 30, string.Join(' ', counts));
    }
}
