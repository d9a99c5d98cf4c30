using System.Globalization;
using PSOptimize.Pictures;
using PSOptimize.Runs;
using PSOptimize.Runs.Diagnosis;
using PSOptimize.Stopping;

namespace PSOptimize.Presentation;

/// <summary>A run in words.</summary>
internal static class RunText
{
    private const int CurveWidth = 11;

    /// <summary>The values of the trajectory as a line of blocks.</summary>
    public static string Curve(Run run) => Sparkline.Draw([.. run.Trajectory.Select(iterate => iterate.Value)], CurveWidth);

    /// <summary>What the last point achieved against what each stop rule required, a line a rule.</summary>
    public static string Criteria(Run run) => string.Join(Environment.NewLine, Leaves(run.Stop).Select(rule => Line(rule, run)).OfType<string>());

    /// <summary>What stands out in the trajectory, a sentence each.</summary>
    public static string Advice(Run run) => string.Join(Environment.NewLine, Doctor.Examine(run));

    private static IEnumerable<StopRule> Leaves(StopRule rule) => rule switch
    {
        EitherRule either => Leaves(either.First).Concat(Leaves(either.Second)),
        BothRule both => Leaves(both.First).Concat(Leaves(both.Second)),
        _ => [rule],
    };

    private static string? Line(StopRule rule, Run run)
    {
        return rule switch
        {
            GradientNormRule gradient => AtMost("|gradient|", run.Last.GradientNorm, gradient.Tolerance),
            StepNormRule step => AtMost("|step|", run.Last.StepNorm, step.Tolerance),
            ValueChangeRule change when Change(run) is { } last => AtMost("|change of value|", last, change.Absolute + change.Relative * Math.Abs(run.Last.Value)),
            TargetValueRule target when run.Objective.Maximize => AtLeast("value", run.Last.Value, target.Target),
            TargetValueRule target => AtMost("value", run.Last.Value, target.Target),
            IterationsRule iterations => Budget("iterations", run.Iterations, iterations.Limit),
            TransitionsRule transitions => Budget("transitions", run.State.Transition, transitions.Limit),
            EvaluationsRule evaluations => Budget("evaluations", run.Evaluations, evaluations.Limit),
            TimeRule time => Budget("seconds", run.Elapsed.TotalSeconds, time.Limit.TotalSeconds),
            _ => null,
        };
    }

    /// <summary>The change of the value in the last iteration, where both ends of it were recorded.</summary>
    private static double? Change(Run run)
    {
        if (run.Trajectory.Count < 2) return null;
        var before = run.Trajectory[^2];
        return before.Iteration == run.Last.Iteration - 1 ? Math.Abs(run.Last.Value - before.Value) : null;
    }

    private static string AtMost(string what, double achieved, double required) =>
        Text($"{what} = {achieved:G4} {(achieved <= required ? '≤' : '≰')} {required:G4}");

    private static string AtLeast(string what, double achieved, double required) =>
        Text($"{what} = {achieved:G4} {(achieved >= required ? '≥' : '≱')} {required:G4}");

    private static string Budget(string what, double used, double limit) => Text($"{what}: {used:G6} of {limit:G6}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
