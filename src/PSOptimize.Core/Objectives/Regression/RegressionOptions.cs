using PSOptimize.Checks;

namespace PSOptimize.Objectives.Regression;

/// <summary>How a model is fitted: weights, penalties, batches and what is measured on the way.</summary>
public sealed record RegressionOptions
{
    /// <summary>The column of σ, the uncertainty of the target in each row, all above 0; none by default: every row weighs the same.</summary>
    public string? Sigma { get; init; }

    /// <summary>λ₁ ≥ 0, default 0: adds <c>λ₁ Σ|wᵢ|</c> over the weights (not the biases).</summary>
    public double L1 { get; init => field = Require.NonNegative(value); }

    /// <summary>λ₂ ≥ 0, default 0: adds <c>λ₂ Σwᵢ²</c> over the weights (not the biases).</summary>
    public double L2 { get; init => field = Require.NonNegative(value); }

    /// <summary>
    /// Whether each input column is shifted and scaled to mean 0 and (population) standard deviation 1, default no. The parameters are
    /// then those of the standardised columns; <see cref="Fit.Coefficients"/> are those of the columns as they came.
    /// </summary>
    public bool Standardize { get; init; }

    /// <summary>
    /// Whether each input column is brought to between 0 and 1 by its least and greatest number in the rows that are fitted, default no; a
    /// constant column becomes 0. For images, whose pixels have a common scale and often borders that never change.
    /// </summary>
    public bool MinMax { get; init; }

    /// <summary>How many rows a step sees: 0, the default, for all of them, 1 for stochastic descent, more for mini-batches.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>Whether the last batch of an epoch is left out where it is short, default no.</summary>
    public bool DropLast { get; init; }

    /// <summary>Rows that are not fitted: their loss and their accuracy or R² become metrics, and choose the best point, a number by its loss, classes by the accuracy.</summary>
    public Table? HeldOut { get; init; }

    /// <summary>Every how many steps the full loss and the other metrics are taken; the default 0 means once an epoch.</summary>
    public long MetricsEvery { get; init => field = Require.AtLeast(value, 0); }

    /// <summary>Fewer rows than parameters leave a fit without penalty undetermined, which is an error; true allows it, as networks do by themselves.</summary>
    public bool AllowUnderdetermined { get; init; }
}
