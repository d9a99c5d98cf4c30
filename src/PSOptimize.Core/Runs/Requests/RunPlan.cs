namespace PSOptimize.Runs.Requests;

/// <summary>What a request amounts to: the runs in their order, and what of it cannot be run.</summary>
/// <param name="Runs">One for each objective, start, seed and method.</param>
/// <param name="Refusals">Nothing if all can be run.</param>
public sealed record RunPlan(ReadOnlyCollection<PlannedRun> Runs, ReadOnlyCollection<Refusal> Refusals);
