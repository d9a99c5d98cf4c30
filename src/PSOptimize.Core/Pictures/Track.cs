using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Pictures;

/// <summary>A run in a picture.</summary>
/// <param name="Name">The name in the legend: the method, and what distinguishes the run from others of the same method.</param>
/// <param name="Look">Its colour, shade and dashes.</param>
/// <param name="Run">The run.</param>
/// <param name="Rows">The recorded rows, or of many rows those that draw the same picture.</param>
public sealed record Track(string Name, Look Look, Run Run, IReadOnlyList<TrajectoryRow> Rows)
{
    /// <summary>A run counts as diverged if its value became worse by this multiple of the magnitude of its first value.</summary>
    private const double Runaway = 100;

    /// <summary>Whether the run failed or ended much worse than it began, so that it does not determine the range of axes.</summary>
    public bool Diverged { get; } = Run.Outcome.Kind == OutcomeKind.Failed
        || Run.Objective.Gain(Run.Last.Value, Run.Trajectory[0].Value)
            > Runaway * Math.Max(Math.Abs(Run.Trajectory[0].Value), double.Epsilon);
}
