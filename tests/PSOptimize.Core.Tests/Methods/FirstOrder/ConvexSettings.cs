using System.Globalization;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Schedules;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.FirstOrder;

/// <summary>
/// For each first-order method the one setting with which it solves every convex test problem from its start: a rate of 1, unless the table
/// says otherwise. The tests run it, and docs/conformance.md shows it.
/// </summary>
internal static class ConvexSettings
{
    /// <summary>How near to the minimum a value has to come, and within how many evaluations.</summary>
    public const double Accuracy = 1e-6;

    /// <inheritdoc cref="Accuracy"/>
    public const long Budget = 200_000;

    /// <summary>The convex test problems without constraints, but for those of the collection for methods that use curvature.</summary>
    public static IEnumerable<TestProblem> Problems => TestProblems.All.Select(entry => entry.Default)
        .Where(problem => problem.IsConvex && !problem.IsConstrained && !problem.Reference.StartsWith("Moré", StringComparison.Ordinal));

    /// <summary>A rate: a number, or a multiple of 1/L, which may fall by a factor a step.</summary>
    private sealed record Setting(double Rate, bool ByCurvature = false, double Factor = 1);

    /// <summary>For a method that finds the length of its steps.</summary>
    private static readonly Setting Usual = new(1);

    private static readonly Dictionary<string, Setting> Settings = new()
    {
        // The length of a step follows that of the gradient: the rate follows the curvature.
        ["AveragedGradient"] = new(10, ByCurvature: true),
        ["AveragedSGD"] = new(1, ByCurvature: true),
        ["GradientDescent"] = new(1, ByCurvature: true),
        ["HeavyBall"] = new(1, ByCurvature: true),
        ["Momentum"] = new(1, ByCurvature: true),
        ["Nesterov"] = new(1, ByCurvature: true),
        ["QHM"] = new(1, ByCurvature: true),
        ["RAdam"] = new(1, ByCurvature: true),
        ["ScheduleFree"] = new(1, ByCurvature: true),
        // Shorter or longer steps than usual.
        ["AdamW"] = new(0.3),
        ["LAMB"] = new(0.1),
        ["LARS"] = new(3),
        ["Lion"] = new(0.1),
        ["NAdam"] = new(0.3),
        ["Signum"] = new(0.1),
        ["Sophia"] = new(0.1),
        ["Yogi"] = new(0.3),
        // Without a falling rate it circles around the minimum.
        ["Adadelta"] = new(10, Factor: 0.999),
        ["RMSProp"] = new(0.3, Factor: 0.999),
        ["SignDescent"] = new(1, Factor: 0.999),
    };

    /// <summary>Runs a method of the catalogue with its setting and otherwise its defaults; a run that succeeds has converged.</summary>
    public static Run Solve(FirstOrderMethod method, TestProblem problem)
    {
        var setting = Of(method);
        var rate = setting.ByCurvature ? setting.Rate / Curvature(problem) : setting.Rate;
        var set = method with { LearningRate = setting.Factor == 1 ? rate : new GeometricSchedule(rate, setting.Factor) };
        var stop = StopRule.TargetValue(problem.Minimum + Accuracy).Or(StopRule.Evaluations(Budget));
        return Optimizer.Run(problem.Objective, set, problem.Start, new RunOptions { Stop = stop, TraceEvery = 0 });
    }

    /// <summary>The rate in words.</summary>
    public static string Text(FirstOrderMethod method)
    {
        var setting = Of(method);
        return string.Create(CultureInfo.InvariantCulture,
            $"{setting.Rate}{(setting.ByCurvature ? "/L" : "")}{(setting.Factor == 1 ? "" : $" · {setting.Factor}ᵗ")}");
    }

    private static Setting Of(FirstOrderMethod method) => Settings.GetValueOrDefault(method.Name, Usual);

    /// <summary>L: the largest eigenvalue of the Hessian at the start, by the power method on differences of gradients.</summary>
    public static double Curvature(TestProblem problem)
    {
        var direction = Vector.Init(problem.Dimension, i => 1.0 / (i + 1));
        var largest = 0.0;
        for (var round = 0; round < 100; round++)
        {
            direction /= direction.Norm();
            var ahead = problem.Objective.ValueAndGradient(problem.Start + 1e-4 * direction).Gradient;
            var behind = problem.Objective.ValueAndGradient(problem.Start - 1e-4 * direction).Gradient;
            direction = (ahead - behind) / 2e-4;
            largest = direction.Norm();
        }
        return largest;
    }
}
