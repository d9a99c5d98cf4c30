using PSOptimize.Runs;
using PSOptimize.Runs.Requests;

namespace PSOptimize.Storage;

/// <summary>What a store is told of a run before it begins.</summary>
/// <param name="Planned">The run.</param>
/// <param name="Provenance">What identifies the run, and who makes it; its identity must not be empty.</param>
public sealed record RunEntry(PlannedRun Planned, Provenance Provenance)
{
    /// <summary>The experiment that the run belongs to, default none.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>Texts by name, by which runs are found again; default none.</summary>
    public ReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
