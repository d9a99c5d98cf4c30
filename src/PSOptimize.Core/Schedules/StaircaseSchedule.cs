using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>Any schedule in stairs: held for n steps at what it is at the first of them, with the step t from 1.</summary>
public sealed record StaircaseSchedule(Schedule Inner, long Steps) : Schedule
{
    /// <summary>The schedule that is changed.</summary>
    public Schedule Inner { get; init => field = Checked(value); } = Inner;

    /// <summary>n ≥ 1.</summary>
    [AtLeast(1)] public long Steps { get; init => field = Checked(value); } = Steps;

    /// <inheritdoc/>
    public override int Memory => Inner.Memory;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) =>
        Inner.At(time with { Step = (time.Step - 1) / Steps * Steps + 1 }, memory);

    /// <inheritdoc/>
    public override string ToString() => $"{Inner} in stairs of {Steps}";
}
