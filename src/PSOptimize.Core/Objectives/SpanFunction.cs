namespace PSOptimize.Objectives;

/// <summary>A function that writes its gradient into the caller's memory, so that an evaluation need not allocate.</summary>
/// <param name="point">The point, n coordinates.</param>
/// <param name="gradient">Receives <c>∂f/∂xᵢ</c>, n elements, each of which must be written; empty if only the value is wanted.</param>
/// <returns>The value of the function.</returns>
public delegate double SpanFunction(ReadOnlySpan<double> point, Span<double> gradient);
