using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// Up to the maximum and down to almost nothing, both by half a cosine wave, over n steps in all; the last number holds afterwards.
/// </summary>
/// <remarks>
/// Smith and Topin 2018, "Super-convergence: very fast training of neural networks using large learning rates", with cosine phases as in
/// PyTorch. The first step is t = 1.
/// </remarks>
public sealed record OneCycleSchedule(
    double Maximum, long Steps, double RisingShare = 0.3, double StartDivisor = 25, double EndDivisor = 1e4) : Schedule
{
    /// <summary>The largest number, at least 0.</summary>
    [NonNegative] public double Maximum { get; init => field = Checked(value); } = Maximum;

    /// <summary>n ≥ 2, the steps in all.</summary>
    [AtLeast(2)] public long Steps { get; init => field = Checked(value); } = Steps;

    /// <summary>The share of the steps that rise, in (0, 1), default 0.3.</summary>
    [OpenFraction] public double RisingShare { get; init => field = Checked(value); } = RisingShare;

    /// <summary>The first number is the maximum divided by this, at least 1, default 25.</summary>
    [AtLeast(1)] public double StartDivisor { get; init => field = Checked(value); } = StartDivisor;

    /// <summary>The last number is the first divided by this, at least 1, default 1e4.</summary>
    [AtLeast(1)] public double EndDivisor { get; init => field = Checked(value); } = EndDivisor;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        var first = Maximum / StartDivisor;
        var (top, end) = (RisingShare * Steps - 1, Steps - 1.0);
        var step = Math.Min(time.Step - 1, end);
        return step <= top ? Between(first, Maximum, step / top) : Between(Maximum, first / EndDivisor, (step - top) / (end - top));
    }

    private static double Between(double from, double to, double share) => to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));

    /// <inheritdoc/>
    public override string ToString() => $"one cycle to {Text(Maximum)} in {Steps} steps";
}
