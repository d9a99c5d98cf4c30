namespace PSOptimize.Objectives.Regression;

/// <summary>The covariance of the parameters of a fit, as the factors of their curvature.</summary>
/// <param name="Free">The parameters that are free, in the order of the columns of the factors.</param>
/// <param name="Factors">The factors of <c>AᵀA</c>.</param>
/// <param name="Factor">What <c>(AᵀA)⁻¹</c> is multiplied with to be the covariance.</param>
/// <param name="Noise">How much of a linear form may come from rounding, relatively.</param>
/// <param name="Spread">The standard deviation of a new row's target, with σ = 1; NaN if the loss does not tell.</param>
/// <param name="Quantile">How many standard errors a confidence interval reaches to each side.</param>
internal sealed record Uncertainty(
    IReadOnlyList<int> Free, Factorization Factors, double Factor, double Noise, double Spread, double Quantile)
{
    /// <summary>The standard error of a linear form of the parameters; NaN if the rows do not determine it.</summary>
    /// <param name="form">One number per parameter of the point.</param>
    public double ErrorOf(ReadOnlySpan<double> form) =>
        Whitened(form) is { } whitened ? Math.Sqrt(whitened.Sum(number => number * number)) : double.NaN;

    /// <summary>Numbers whose products are covariances; null if the rows do not determine the form, or nothing in it is free.</summary>
    /// <param name="form">One number per parameter of the point.</param>
    public double[]? Whitened(ReadOnlySpan<double> form)
    {
        var numbers = new double[Free.Count];
        for (var k = 0; k < Free.Count; k++) numbers[k] = form[Free[k]];
        if (Array.TrueForAll(numbers, number => number == 0) || !Factors.Determines(numbers, Noise)) return null;
        var root = Math.Sqrt(Factor);
        return [.. Factors.Whiten(numbers).Select(number => root * number)];
    }
}
