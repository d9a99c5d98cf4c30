using PSOptimize.Storage;

namespace PSOptimize.Binding;

/// <summary>Where a run was read from.</summary>
/// <param name="Source">The store, as its cmdlets take it.</param>
/// <param name="Line">What the store says of the run.</param>
internal sealed record StoredOrigin(string Source, StoredRun Line);
