namespace PSOptimize.Pictures;

/// <summary>The entries of a legend that belong together.</summary>
/// <param name="Title">What they tell apart, such as <c>rate</c>; empty if they are runs or groups of runs.</param>
/// <param name="Entries">At least one.</param>
internal sealed record LegendRow(string Title, IReadOnlyList<LegendEntry> Entries);
