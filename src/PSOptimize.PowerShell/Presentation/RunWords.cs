using PSOptimize.Pictures;
using PSOptimize.Runs;
using PSOptimize.Runs.Diagnostics;

namespace PSOptimize.Presentation;

/// <summary>A run in words.</summary>
internal static class RunWords
{
    private const int CurveWidth = 11;

    /// <summary>The values of the trajectory as a line of blocks.</summary>
    public static string Curve(Run run) => Sparkline.Draw([.. run.Trajectory.Select(iterate => iterate.Value)], CurveWidth);

    /// <summary>What the last iterate achieved against what each stop rule requires, one line per criterion.</summary>
    public static string Criteria(Run run) => string.Join(Environment.NewLine, run.Criteria());

    /// <summary>What is noteworthy about the trajectory, one sentence per line.</summary>
    public static string Advice(Run run) => string.Join(Environment.NewLine, RunDiagnostics.Examine(run));
}
