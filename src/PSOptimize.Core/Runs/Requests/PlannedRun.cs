using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Requests;

/// <summary>One run of a plan: the arguments of <see cref="Optimizer.Run"/>.</summary>
/// <param name="Problem">The problem to solve.</param>
/// <param name="Method">The method, which has been checked to support the problem.</param>
/// <param name="Start">The starting point.</param>
/// <param name="Options">When to stop, what to record, and the key of the run's seed.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Reason">Why it is this method; empty if it was asked for.</param>
public sealed record PlannedRun(Problem Problem, Method Method, Vector Start, RunOptions Options, long Seed, string Reason = "");
