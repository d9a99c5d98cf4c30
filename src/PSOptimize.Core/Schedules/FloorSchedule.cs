using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>Any schedule, but never below a number.</summary>
public sealed record FloorSchedule(Schedule Inner, double Minimum) : Schedule
{
    /// <summary>The schedule that is changed.</summary>
    public Schedule Inner { get; init => field = Checked(value); } = Inner;

    /// <summary>The least number, at least 0.</summary>
    [NonNegative] public double Minimum { get; init => field = Checked(value); } = Minimum;

    /// <inheritdoc/>
    public override int Memory => Inner.Memory;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Math.Max(Inner.At(time, memory), Minimum);

    /// <inheritdoc/>
    public override string ToString() => $"{Inner}, at least {Text(Minimum)}";
}
