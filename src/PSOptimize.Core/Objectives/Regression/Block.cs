namespace PSOptimize.Objectives.Regression;

/// <summary>
/// Some rows of the data, columns side by side: input c of row i stands at <c>Inputs[c·Stride + i]</c>. Rows are padded with zeros
/// from <see cref="Count"/> to <see cref="Width"/>, so that kernels run over whole registers.
/// </summary>
internal readonly ref struct Block
{
    public required ReadOnlySpan<double> Inputs { get; init; }

    public required int Stride { get; init; }

    public required int Count { get; init; }

    public required int Width { get; init; }

    /// <summary>One column of the rows, padding included.</summary>
    public ReadOnlySpan<double> Column(int index) => Inputs.Slice(index * Stride, Width);

    /// <summary>The number of rows with its padding.</summary>
    public static int Padded(int count) => (count + Multiply.Columns - 1) / Multiply.Columns * Multiply.Columns;
}
