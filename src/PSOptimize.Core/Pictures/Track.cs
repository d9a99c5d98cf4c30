using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Pictures;

/// <summary>A run as it is drawn.</summary>
/// <param name="Name">What the legend calls it: the method, and what tells it from other runs of that method.</param>
/// <param name="Style">Which colour and dashes of the <see cref="Theme"/> it has, from 0.</param>
/// <param name="Run">The run.</param>
/// <param name="Rows">Its recorded rows, or as many of them as draw the same picture.</param>
public sealed record Track(string Name, int Style, Run Run, IReadOnlyList<TrajectoryRow> Rows)
{
    /// <summary>By how many times its size the value must have grown worse for a run to count as diverged.</summary>
    private const double Runaway = 100;

    /// <summary>Whether the run could not go on, or ended far worse than it began: then it does not decide how far axes reach.</summary>
    public bool Diverged { get; } = Run.Outcome.Kind == OutcomeKind.Failed
        || (Run.Objective.Maximize ? -1 : 1) * (Run.Last.Value - Run.Trajectory[0].Value) > Runaway * Math.Max(Math.Abs(Run.Trajectory[0].Value), double.Epsilon);
}
