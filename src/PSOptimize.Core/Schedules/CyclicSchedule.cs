using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>Between a base and a maximum, up and down in straight lines; the first step, t = 1, stands at the base.</summary>
/// <param name="Minimum">The base, at least 0.</param>
/// <param name="Maximum">The top of the first cycle, at least 0.</param>
/// <param name="Rising">Steps up, at least 1, default 2000.</param>
/// <param name="Falling">Steps down; 0 (the default) for as many as up.</param>
/// <param name="Mode">What becomes of the height, default <see cref="CyclicMode.Triangular"/>.</param>
/// <param name="Factor">γ in (0, 1], default 1: the height of step t in the exponential mode is γ^(t − 1) of the first.</param>
/// <remarks>Smith 2017, "Cyclical learning rates for training neural networks", §3.</remarks>
public sealed record CyclicSchedule(double Minimum, double Maximum, long Rising = 2000, long Falling = 0, CyclicMode Mode = CyclicMode.Triangular, double Factor = 1) : Schedule
{
    /// <summary>The base, at least 0.</summary>
    public double Minimum { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Minimum);

    /// <summary>The top of the first cycle, at least 0.</summary>
    public double Maximum { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Maximum);

    /// <summary>Steps up, at least 1, default 2000.</summary>
    public long Rising { get; init => field = Require.AtLeastOne(value); } = Require.AtLeastOne(Rising);

    /// <summary>γ in (0, 1], default 1: the height of step t in the exponential mode is γ^(t − 1) of the first.</summary>
    public double Factor { get; init => field = Require.Share(value); } = Require.Share(Factor);

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        var length = Rising + (Falling > 0 ? Falling : Rising);
        var (cycle, phase) = Math.DivRem(time.Step - 1, length);
        var share = phase <= Rising ? phase / (double)Rising : (length - phase) / (double)(length - Rising);
        var height = Mode switch
        {
            CyclicMode.Halving => Math.ScaleB(1, -(int)Math.Min(cycle, 1100)),
            CyclicMode.Exponential => Math.Pow(Factor, time.Step - 1),
            _ => 1,
        };
        return Minimum + (Maximum - Minimum) * share * height;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Minimum)} to {Text(Maximum)}, {Rising} steps up";
}
