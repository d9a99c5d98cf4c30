using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Storage;

/// <summary>
/// A run that has not ended: before its first evaluation, from where it is resumed if it was lost before its first checkpoint, and at a
/// checkpoint.
/// </summary>
internal static class Beginning
{
    /// <summary>The checkpoint of a run that has not begun.</summary>
    public static Checkpoint Of(PlannedRun planned)
    {
        var (problem, method, start, options) = (planned.Problem, planned.Method, planned.Start, planned.Options);
        var state = method.Prepare(problem).Start(start, options.Key);
        var nothing = new Snapshot(
            state.Iteration, 0, double.NaN, double.NaN, 0, double.NaN, state.Point, Vector.Empty, state.Transition);
        return new Checkpoint
        {
            ObjectiveName = problem.Objective.Name,
            Problem = problem,
            Method = method,
            Start = start,
            State = state,
            Current = nothing,
            Best = nothing,
            BestRank = double.NaN,
            StopMemory = Vector.Repeat(options.Stop.Memory, double.NaN),
            Trajectory = new Trajectory(options.TraceEvery, options.TraceLimitFor(start.Count)),
        };
    }

    /// <summary>A run that has not ended, as of a checkpoint.</summary>
    public static Run Of(Checkpoint checkpoint, Provenance provenance) => At(
        new Run(
            checkpoint.Problem, checkpoint.Method, checkpoint.Start, new Outcome.Cancelled(0), checkpoint.Best.ToRow(),
            checkpoint.Current.ToRow(), checkpoint.Trajectory, checkpoint.State, 0, TimeSpan.Zero)
        { Provenance = provenance },
        checkpoint);

    /// <summary>A run as it stands at a checkpoint, without its trajectory.</summary>
    public static Run At(Run run, Checkpoint checkpoint) => run with
    {
        Best = checkpoint.Best.ToRow(),
        Last = checkpoint.Current.ToRow(),
        State = checkpoint.State,
        Evaluations = checkpoint.Evaluations,
        Elapsed = checkpoint.Elapsed,
        Outcome = new Outcome.Cancelled(checkpoint.State.Iteration),
        Trajectory = new Trajectory(checkpoint.Trajectory.Every, checkpoint.Trajectory.Limit),
    };
}
