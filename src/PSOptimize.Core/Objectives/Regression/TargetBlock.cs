namespace PSOptimize.Objectives.Regression;

/// <summary>What the outputs of a <see cref="Block"/> should be: one row an output, or a single row of class numbers.</summary>
internal readonly ref struct TargetBlock
{
    public required ReadOnlySpan<double> Values { get; init; }

    public required int Stride { get; init; }

    /// <summary>1/σ of each row; empty where all weigh the same.</summary>
    public ReadOnlySpan<double> InverseSigma { get; init; }

    public required int Count { get; init; }

    /// <summary>The distance of two rows of outputs and of their gradient.</summary>
    public required int Width { get; init; }
}
