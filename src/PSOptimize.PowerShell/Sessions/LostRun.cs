using System.Globalization;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;

namespace PSOptimize.Sessions;

/// <summary>The run that stands for one on which every session was lost.</summary>
internal static class LostRun
{
    /// <summary>A run that has failed where it was last heard of.</summary>
    /// <param name="task">The run that was asked for.</param>
    /// <param name="last">Its last state that is known; null if it was lost before that.</param>
    /// <param name="losses">How many sessions were lost on it.</param>
    /// <param name="error">What was seen of the last one.</param>
    public static Run Of(RunTask task, Checkpoint? last, int losses, Exception error)
    {
        var none = new TrajectoryRow(0, 0, double.NaN, double.NaN, 0, double.NaN, task.Start);
        var outcome = new Outcome.Failed(FailureReason.WorkerLost, last?.State.Iteration ?? 0, string.Create(CultureInfo.InvariantCulture,
            $"{losses} session{(losses == 1 ? " was" : "s were")} lost on this run, the last with: {error.Message}"))
        {
            Errors = [error],
        };
        return new Run(
            task.Problem, task.Method, task.Start, outcome, last?.Best.ToRow() ?? none, last?.Current.ToRow() ?? none,
            last?.Trajectory ?? new Trajectory(task.Options.TraceEvery, 2),
            last?.State ?? task.Method.Prepare(task.Problem).Begin(task.Start, task.Options.Key),
            last?.Evaluations ?? 0, last?.Elapsed ?? TimeSpan.Zero)
        {
            Stop = task.Options.Stop,
        };
    }
}
