using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Vectors;

namespace PSOptimize.Sessions;

/// <summary>A run that one session asks another one for.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Method">The method.</param>
/// <param name="Start">The starting point.</param>
/// <param name="Options">When it stops, what it records, its key.</param>
internal sealed record RunTask(Problem Problem, Method Method, Vector Start, RunOptions Options)
{
    /// <summary>From where the run goes on; null if it begins.</summary>
    public Checkpoint? From { get; init; }

    /// <summary>Whether its last state is wanted, so that it can be resumed after its end.</summary>
    public bool IsKept { get; init; }
}
