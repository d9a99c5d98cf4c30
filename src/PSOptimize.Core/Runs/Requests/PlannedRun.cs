using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Requests;

/// <summary>One run that can be made.</summary>
/// <param name="Problem">What to optimise.</param>
/// <param name="Method">By what.</param>
/// <param name="Start">From where.</param>
/// <param name="Options">When to stop, what to record, and the key of its seed.</param>
public sealed record PlannedRun(Problem Problem, Method Method, Vector Start, RunOptions Options);
