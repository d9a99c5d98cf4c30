using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Requests;
using PSOptimize.Vectors;

namespace PSOptimize.Grids;

/// <summary>A run that a command is going to make.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Method">The method.</param>
/// <param name="Start">The starting point; of a resumed run where it was.</param>
/// <param name="Options">When it stops, what it records, where it is saved.</param>
/// <param name="Stop">The same rules for stopping, as numbers.</param>
/// <param name="Provenance">Which run it is.</param>
/// <param name="Make">Makes the run.</param>
internal sealed record GridRun(
    Problem Problem, Method Method, Vector Start, RunOptions Options, StopSettings Stop, Provenance Provenance,
    Func<Problem, Method, RunOptions, Run> Make)
{
    /// <summary>Why it is this method; empty if it was asked for.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The method that suits another problem, if the method was not asked for.</summary>
    public Func<Problem, int, Recommendation>? Choose { get; init; }

    /// <summary>How many evaluations, or runs, may be made at once; null for one after the other.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>The experiment that a kept run belongs to; empty if none was named.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>What sets the run apart from the others of its command.</summary>
    public string Differs { get; init; } = "";
}
