using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>
/// Stops when the value changes by at most <c>absolute + relative·|f|</c> from one accepted iterate to the next. Where a step was exactly
/// 0, only if the one before was as well.
/// </summary>
/// <param name="Absolute">At least 0.</param>
/// <param name="Relative">At least 0; multiplied by the magnitude of the value.</param>
public sealed record ValueChangeRule(double Absolute, double Relative) : StopRule
{
    /// <summary>At least 0.</summary>
    public double Absolute { get; } = Require.NonNegative(Absolute);

    /// <summary>At least 0; multiplied by the magnitude of the value.</summary>
    public double Relative { get; } = Require.NonNegative(Relative);

    internal override IEnumerable<string> Describe(Progress end) =>
        double.IsNaN(end.PreviousValue) ? [] : [AtMost("|change of value|", Change(end), Required(end))];

    /// <summary>1: how many steps in a row have been 0.</summary>
    public override int Memory => 1;

    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        var (change, required) = (Change(progress), Required(progress));
        return progress.IsEvidence(ref memory[0]) && change <= required ? new Outcome.Converged("ValueChange", change, required) : null;
    }

    private static double Change(in Progress progress) => Math.Abs(progress.Value - progress.PreviousValue);

    private double Required(in Progress progress) => Absolute + Relative * Math.Abs(progress.Value);
}
