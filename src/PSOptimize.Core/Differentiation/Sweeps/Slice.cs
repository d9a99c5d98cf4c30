namespace PSOptimize.Differentiation;

/// <summary>Where a series lies in the arena.</summary>
internal readonly record struct Slice(int Offset, int Length);
