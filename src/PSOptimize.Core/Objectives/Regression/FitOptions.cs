namespace PSOptimize.Objectives.Regression;

/// <summary>What the statistics of a <see cref="Regression.Fit"/> rest on.</summary>
public sealed record FitOptions
{
    /// <summary>
    /// The problem that was solved; default the objective alone. Parameters that its bounds fix or stop have no standard error, and the
    /// others have theirs with these held; other sets, equations and penalties leave none.
    /// </summary>
    public Problem? Problem { get; init; }

    /// <summary>
    /// Whether the σ of the rows are known up to a common factor only, which is then estimated from the residuals; default false: they are
    /// trusted as they are. Without σ the factor is always estimated.
    /// </summary>
    public bool RelativeSigma { get; init; }

    /// <summary>The probability of confidence intervals and of bands, above 0 and below 1, default 0.95.</summary>
    public double Confidence
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Confidence), value, "A confidence must be above 0 and below 1, such as 0.95.");
    } = 0.95;
}
