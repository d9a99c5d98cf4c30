namespace PSOptimize.Differentiation;

/// <summary>A compiled evaluation.</summary>
/// <param name="point">The coordinates.</param>
/// <param name="output">Receives the gradient or the results of a map; not read by an evaluation of a value alone.</param>
/// <param name="tape">An empty tape, if the graph uses one.</param>
/// <returns>The value; 0 from a map.</returns>
internal delegate double Kernel(ReadOnlySpan<double> point, Span<double> output, Tape? tape);
