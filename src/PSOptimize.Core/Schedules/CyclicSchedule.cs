using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>Between a base and a maximum, up and down in straight lines; the first step, t = 1, stands at the base.</summary>
/// <remarks>Smith 2017, "Cyclical learning rates for training neural networks", §3.</remarks>
public sealed record CyclicSchedule(
    double Minimum, double Maximum, long Rising = 2000, long Falling = 0,
    CyclicMode Mode = CyclicMode.Triangular, double Factor = 1) : Schedule
{
    /// <summary>The base, at least 0.</summary>
    [NonNegative] public double Minimum { get; init => field = Checked(value); } = Minimum;

    /// <summary>The top of the first cycle, at least 0.</summary>
    [NonNegative] public double Maximum { get; init => field = Checked(value); } = Maximum;

    /// <summary>Steps up, at least 1, default 2000.</summary>
    [AtLeast(1)] public long Rising { get; init => field = Checked(value); } = Rising;

    /// <summary>Steps down; 0 (the default) for as many as up.</summary>
    [AtLeast(0)] public long Falling { get; init => field = Checked(value); } = Falling;

    /// <summary>What becomes of the height, default <see cref="CyclicMode.Triangular"/>.</summary>
    public CyclicMode Mode { get; init; } = Mode;

    /// <summary>γ in (0, 1], default 1: the height of step t in the exponential mode is γ^(t − 1) of the first.</summary>
    [Share] public double Factor { get; init => field = Checked(value); } = Factor;

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
