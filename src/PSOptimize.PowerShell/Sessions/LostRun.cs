using System.Globalization;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Sessions;

/// <summary>The run that stands for one on which every session was lost.</summary>
internal static class LostRun
{
    /// <summary>A run that has failed before its first iteration.</summary>
    /// <param name="task">The run that was asked for.</param>
    /// <param name="losses">How many sessions were lost on it.</param>
    /// <param name="error">What was seen of the last one.</param>
    public static Run Of(RunTask task, int losses, Exception error)
    {
        var none = new TrajectoryRow(0, 0, double.NaN, double.NaN, 0, double.NaN, task.Start);
        var outcome = new Outcome.Failed(FailureReason.WorkerLost, 0, string.Create(CultureInfo.InvariantCulture,
            $"{losses} session{(losses == 1 ? " was" : "s were")} lost on this run, the last with: {error.Message}"))
        {
            Errors = [error],
        };
        return new Run(
            task.Problem, task.Method, task.Start, outcome, none, none, new Trajectory(task.Options.TraceEvery, 2),
            task.Method.Prepare(task.Problem).Begin(task.Start, task.Options.Key), 0, TimeSpan.Zero)
        {
            Stop = task.Options.Stop,
        };
    }
}
