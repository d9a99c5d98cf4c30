using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// Any schedule by epoch: all n steps of an epoch have what the schedule has at the number of the epoch, from 1. A schedule that depends on
/// values sees the mean of the epoch before.
/// </summary>
public sealed record PerEpochSchedule(Schedule Inner, long Steps = 0) : Schedule
{
    /// <summary>The schedule that is changed.</summary>
    public Schedule Inner { get; init => field = Checked(value); } = Inner;

    /// <summary>n, the steps of an epoch; the default 0 stands for those of the objective that a first-order method runs on.</summary>
    [AtLeast(0)] public long Steps { get; init => field = Checked(value); } = Steps;

    internal override Schedule WithEpoch(long steps) => Steps == 0 ? this with { Steps = steps } : this;

    /// <inheritdoc/>
    public override int Memory => Inner.Memory == 0 ? 0 : Inner.Memory + 2;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        if (Steps == 0)
            throw new InvalidOperationException(
                "A schedule by epoch takes the steps of an epoch from the objective only as the learning rate itself: "
                + "within another schedule, or with a method that is no first-order method, say how many there are.");
        var epoch = (time.Step - 1) / Steps + 1;
        if (Inner.Memory == 0) return Inner.At(time with { Step = epoch }, memory);

        // Remembered: the number of this epoch, the sum of its values so far, and what the schedule itself remembers.
        if (double.IsNaN(memory[0])) memory[1] = time.Value * Steps;
        if (double.IsNaN(memory[0]) || (time.Step - 1) % Steps == 0)
        {
            memory[0] = Inner.At(new ScheduleTime(epoch, memory[1] / Steps), memory[2..]);
            memory[1] = 0;
        }
        memory[1] += time.Value;
        return memory[0];
    }

    /// <inheritdoc/>
    public override string ToString() => Steps == 0 ? $"{Inner} by epoch" : $"{Inner} by epoch of {Steps} steps";
}
