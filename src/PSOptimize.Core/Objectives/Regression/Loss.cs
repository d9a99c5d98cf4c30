namespace PSOptimize.Objectives.Regression;

/// <summary>A measure of how far the outputs of a model are from their targets, with its gradient; smaller is better.</summary>
/// <remarks>
/// Losses of a residual <c>r = ŷ − y</c> (divided by σ if the data have one): <see cref="SquaredLoss"/>,
/// <see cref="ReducedChiSquaredLoss"/>, <see cref="AdjustedChiSquaredLoss"/>, <see cref="SumOfSquaresLoss"/>, <see cref="AbsoluteLoss"/>,
/// <see cref="HuberLoss"/>, <see cref="LogCoshLoss"/>, <see cref="SoftL1Loss"/>, <see cref="CauchyLoss"/>. Losses of classes:
/// <see cref="BinaryCrossEntropyLoss"/>, <see cref="CategoricalCrossEntropyLoss"/>.
/// </remarks>
public abstract record Loss
{
    private protected Loss() { }

    /// <summary>Whether the targets are class numbers and the outputs are logits.</summary>
    public virtual bool Classifies => false;

    /// <summary>Whether the loss is a sum of squared residuals.</summary>
    internal virtual bool IsSumOfSquares => false;

    /// <summary>The name of the type without its last word: <c>Squared</c>, <c>Huber</c>.</summary>
    public string Name => GetType().Name.Replace("Loss", "");

    /// <summary>The divisor of the sum over all rows; for most losses the number of rows.</summary>
    /// <param name="rows">The number N of rows.</param>
    /// <param name="parameters">The number p of parameters.</param>
    public virtual double Divisor(int rows, int parameters) => rows;

    /// <summary>
    /// The sum of the losses of some rows. Unless the gradient is empty, it receives the derivatives by the outputs, with 0 in the padding.
    /// </summary>
    internal abstract double Sum(ReadOnlySpan<double> outputs, int outputCount, in TargetBlock targets, Span<double> gradient);

    /// <summary>Replaces outputs with predictions: logits with probabilities if the loss takes logits, otherwise nothing.</summary>
    internal virtual void Link(Span<double> outputs, int outputCount, int width) { }
}
