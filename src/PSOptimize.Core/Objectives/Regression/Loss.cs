namespace PSOptimize.Objectives.Regression;

/// <summary>How far outputs of a model are from their targets; smaller is better. The gradient comes with it.</summary>
/// <remarks>
/// Losses of a residual <c>r = ŷ − y</c> (divided by σ where the data have one): <see cref="SquaredLoss"/>,
/// <see cref="ReducedChiSquaredLoss"/>, <see cref="SumOfSquaresLoss"/>, <see cref="AbsoluteLoss"/>, <see cref="HuberLoss"/>,
/// <see cref="LogCoshLoss"/>. Losses of classes: <see cref="BinaryCrossEntropyLoss"/>, <see cref="CategoricalCrossEntropyLoss"/>.
/// </remarks>
public abstract record Loss
{
    private protected Loss() { }

    /// <summary>Whether the targets are classes.</summary>
    public virtual bool Classifies => false;

    /// <summary>Whether the loss is a sum of squared residuals.</summary>
    internal virtual bool IsSumOfSquares => false;

    /// <summary>The name without its last word: <c>Squared</c>, <c>Huber</c>.</summary>
    public string Name => GetType().Name.Replace("Loss", "");

    /// <summary>By what the sum over all rows is divided: their number, for most.</summary>
    /// <param name="rows">The number N of rows.</param>
    /// <param name="parameters">The number p of parameters.</param>
    public virtual double Divisor(int rows, int parameters) => rows;

    /// <summary>The sum of the losses of some rows; writes its derivatives by the outputs, 0 in the padding, unless the gradient is empty.</summary>
    internal abstract double Sum(ReadOnlySpan<double> outputs, int outputCount, in TargetBlock targets, Span<double> gradient);

    /// <summary>The prediction that outputs mean, in place: probabilities for losses that take logits.</summary>
    internal virtual void Link(Span<double> outputs, int outputCount, int width) { }
}
