using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops after N passes through the data, each of as many transitions as the data has batches.</summary>
/// <param name="Limit">N, at least 0.</param>
/// <param name="StepsPerEpoch">The batches in one pass, at least 1.</param>
public sealed record EpochsRule(long Limit, long StepsPerEpoch) : StopRule
{
    /// <summary>N, at least 0.</summary>
    public long Limit { get; } = Require.AtLeast(Limit, 0);

    /// <summary>The batches in one pass, at least 1.</summary>
    public long StepsPerEpoch { get; } = Require.AtLeast(StepsPerEpoch, 1);

    internal override IEnumerable<string> Describe(Progress end) => [Budget("epochs", Passes(end), Limit)];

    internal override Outcome? Check(in Progress progress, Span<double> memory) => CheckBudget(progress);

    internal override Outcome? CheckBudget(in Progress progress) =>
        Passes(progress) >= Limit ? new Outcome.BudgetExhausted("Epochs", Passes(progress), Limit) : null;

    private double Passes(in Progress progress) => (double)progress.Transition / StepsPerEpoch;
}
