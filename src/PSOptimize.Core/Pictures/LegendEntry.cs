namespace PSOptimize.Pictures;

/// <summary>An entry of a legend: a run, a group of runs, or what some runs have in common.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Look">How it is drawn.</param>
/// <param name="Tracks">The indices of its runs in the scene.</param>
internal sealed record LegendEntry(string Name, Look Look, IReadOnlyList<int> Tracks);
