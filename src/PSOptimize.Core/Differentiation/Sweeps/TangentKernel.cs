namespace PSOptimize.Differentiation;

/// <summary>A compiled evaluation with its derivatives along some directions.</summary>
/// <param name="point">The coordinates.</param>
/// <param name="directions">The directions, one after the other, as long as the point each.</param>
/// <param name="output">Receives the gradient or the results of a map.</param>
/// <param name="products">Receives the derivatives of the output along the directions, one after the other; zeros before.</param>
/// <param name="tape">An empty tape, if the graph uses one.</param>
/// <param name="tangentTapes">One per direction.</param>
/// <returns>The value; 0 from a map.</returns>
internal delegate double TangentKernel(
    ReadOnlySpan<double> point, ReadOnlySpan<double> directions,
    Span<double> output, Span<double> products,
    Tape? tape, Tape[]? tangentTapes);
