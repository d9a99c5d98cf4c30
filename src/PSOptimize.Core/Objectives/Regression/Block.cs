namespace PSOptimize.Objectives.Regression;

/// <summary>
/// A block of data rows, stored by columns: input c of row i is at <c>Inputs[c·Stride + i]</c>. Columns are padded with zeros from
/// <see cref="Count"/> to <see cref="Width"/>, so that kernels process whole registers.
/// </summary>
internal readonly ref struct Block
{
    public required ReadOnlySpan<double> Inputs { get; init; }

    /// <summary>The distance between the beginnings of two columns.</summary>
    public required int Stride { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Count { get; init; }

    /// <summary>The number of rows including padding.</summary>
    public required int Width { get; init; }

    /// <summary>One column of the block, including padding.</summary>
    public ReadOnlySpan<double> Column(int index) => Inputs.Slice(index * Stride, Width);

    /// <summary>The width of a block of this many rows.</summary>
    public static int Padded(int count) => (count + Multiply.Columns - 1) / Multiply.Columns * Multiply.Columns;
}
