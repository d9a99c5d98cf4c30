using PSOptimize.Checks;

namespace PSOptimize.Objectives.Regression;

/// <summary>How a model is fitted: weights, penalties, scaling, batches, and what is measured during a run.</summary>
public sealed record RegressionOptions
{
    /// <summary>
    /// The name of the column with the standard deviation σ of the target in each row, all above 0; default none, for equal weights.
    /// </summary>
    public string? Sigma { get; init; }

    /// <summary>
    /// The name of the column with the weight of each row, all above 0; default none. The loss of a row is multiplied with its weight:
    /// for squares the same as a σ of <c>1/√w</c> that is known up to a factor, for classes that many equal rows.
    /// </summary>
    public string? Weight { get; init; }

    /// <summary>λ₁ ≥ 0, default 0: adds <c>λ₁ Σ|wᵢ|</c> over the weights (not the biases).</summary>
    public double L1 { get; init => field = Require.NonNegative(value); }

    /// <summary>λ₂ ≥ 0, default 0: adds <c>λ₂ Σwᵢ²</c> over the weights (not the biases).</summary>
    public double L2 { get; init => field = Require.NonNegative(value); }

    /// <summary>
    /// Whether each input column is standardised to mean 0 and (population) standard deviation 1, default false. The parameters are then
    /// those of the standardised columns; <see cref="Fit.Coefficients"/> are in the original units.
    /// </summary>
    public bool Standardize { get; init; }

    /// <summary>
    /// Whether each input column is scaled to [0, 1] by its minimum and maximum over the fitted rows, default false; a constant column
    /// becomes 0. Suited to images, whose pixels have a common scale and often constant borders.
    /// </summary>
    public bool MinMax { get; init; }

    /// <summary>The number of rows per step: 0 (the default) for all rows, 1 for stochastic descent, more for mini-batches.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>Whether the last batch of an epoch is dropped if it is smaller than the others, default false.</summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// Rows that are held out from the fit. Their loss and their accuracy or R² become metrics, which determine the best point of a run:
    /// the accuracy for a classifier, otherwise the loss. Default none.
    /// </summary>
    public Table? HeldOut { get; init; }

    /// <summary>
    /// The number of steps between two measurements of the full loss and the other metrics; the default 0 means one epoch.
    /// </summary>
    public long MetricsEvery { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>
    /// Whether a fit without penalty may have fewer rows than parameters, which is otherwise an error; default false. Networks with hidden
    /// layers always may.
    /// </summary>
    public bool AllowUnderdetermined { get; init; }
}
