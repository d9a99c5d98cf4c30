namespace PSOptimize.Runs.Requests;

/// <summary>The expansion of a <see cref="RunRequest"/>: the runs that can be made, and why the others cannot.</summary>
/// <param name="Runs">One run per objective, start, seed and method, in this order: the method varies fastest.</param>
/// <param name="Refusals">Empty if every run can be made.</param>
public sealed record RunPlan(ReadOnlyCollection<PlannedRun> Runs, ReadOnlyCollection<Refusal> Refusals);
