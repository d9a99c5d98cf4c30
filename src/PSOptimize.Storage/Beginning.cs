using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Requests;
using PSOptimize.Vectors;

namespace PSOptimize.Storage;

/// <summary>A run before its first evaluation, from which it is resumed if it was lost before its first checkpoint.</summary>
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
}
