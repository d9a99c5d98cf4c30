using PSOptimize.Checks;

namespace PSOptimize.Methods.Searches;

/// <summary>
/// Tries steps until the value has fallen in proportion to the step and the slope is no longer steep, as slopes alone tell where values are
/// rounding: <c>φ(α) ≤ φ(0) + δαφ′(0)</c> and <c>φ′(α) ≥ σφ′(0)</c>, or <c>(2δ − 1)φ′(0) ≥ φ′(α) ≥ σφ′(0)</c>.
/// </summary>
/// <remarks>
/// Hager and Zhang 2005, "A new conjugate gradient method with guaranteed descent and an efficient line search", §4: the interval shrinks
/// by steps of secants, two of them after each other, and by bisection if it has become hardly shorter. Differs from the paper: beyond all
/// steps that were tried, the secant extrapolates; values count as equal within their rounding and not within 1e-6 of them.
/// </remarks>
/// <example><code>new ConjugateGradients { Search = new HagerZhang { Curvature = 0.9 } }</code></example>
public sealed record HagerZhang : Search
{
    /// <summary>δ in (0, ½), default 0.1: the share of the fall promised by the slope that a step must keep.</summary>
    [OpenFraction] public double Decrease { get; init => field = Checked(value); } = 0.1;

    /// <summary>σ in (0, 1), at least δ, default 0.9: the share of the slope that may be left.</summary>
    [OpenFraction] public double Curvature { get; init => field = Checked(value); } = 0.9;

    private protected override bool IsGood(Line line, LinePoint trial) =>
        HasFallen(line, trial, Decrease) && trial.Slope >= Curvature * line.Start.Slope;

    private protected override bool IsTooLong(Line line, LinePoint trial) =>
        !(trial.Slope < 0) || !(trial.Value <= line.Start.Value + line.Rounding);

    private protected override double Between(Line before, Line line)
    {
        var (low, high) = (line.Low, line.High);
        if (!high.IsFinite || !(high.Slope > 0) || (double.IsFinite(before.Width) && line.Width > 0.66 * before.Width))
            return base.Between(before, line);
        // Steps S2 to S4: after a secant, another one on the side that it came from.
        var second = high != before.High && before.High.IsFinite ? LinePoint.SlopeZero(before.High, high)
            : low != before.Low ? LinePoint.SlopeZero(before.Low, low)
            : double.NaN;
        return second > low.Step && second < high.Step ? second : LinePoint.SlopeZero(low, high);
    }
}
