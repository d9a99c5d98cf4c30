namespace PSOptimize.Objectives;

/// <summary>A function that writes its gradient into memory of the caller: the form for hot paths, free of allocation.</summary>
/// <param name="point">The n coordinates.</param>
/// <param name="gradient">n places for <c>∂f/∂xᵢ</c>, every one to be written; empty when only the value is wanted.</param>
/// <returns>The value.</returns>
public delegate double SpanFunction(ReadOnlySpan<double> point, Span<double> gradient);
