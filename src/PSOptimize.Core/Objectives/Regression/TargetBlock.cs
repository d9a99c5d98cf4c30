namespace PSOptimize.Objectives.Regression;

/// <summary>The targets of a <see cref="Block"/>: one row per output, or a single row of class numbers.</summary>
internal readonly ref struct TargetBlock
{
    public required ReadOnlySpan<double> Values { get; init; }

    /// <summary>The distance between the beginnings of the targets of two outputs.</summary>
    public required int Stride { get; init; }

    /// <summary>1/σ of each data row; empty if all are 1.</summary>
    public ReadOnlySpan<double> InverseSigma { get; init; }

    /// <summary>The weight of the loss of each data row; empty if all are 1.</summary>
    public ReadOnlySpan<double> Weights { get; init; }

    /// <summary>The weight of a row.</summary>
    public double WeightOf(int row) => Weights.IsEmpty ? 1 : Weights[row];

    /// <summary>The number of data rows.</summary>
    public required int Count { get; init; }

    /// <summary>The distance between the beginnings of two outputs, and of their gradients.</summary>
    public required int Width { get; init; }
}
