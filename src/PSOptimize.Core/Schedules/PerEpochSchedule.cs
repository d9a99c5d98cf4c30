using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// Any schedule by epoch: all n steps of an epoch have what the schedule has at the number of the epoch, from 1. A schedule that depends on
/// values sees the mean of the epoch before.
/// </summary>
/// <param name="Inner">The schedule that is changed.</param>
/// <param name="Steps">n ≥ 1, the steps of an epoch.</param>
public sealed record PerEpochSchedule(Schedule Inner, long Steps) : Schedule
{
    /// <summary>The schedule that is changed.</summary>
    public Schedule Inner { get; init => field = Require.NotNull(value); } = Require.NotNull(Inner);

    /// <summary>n ≥ 1, the steps of an epoch.</summary>
    public long Steps { get; init => field = Require.AtLeastOne(value); } = Require.AtLeastOne(Steps);

    /// <inheritdoc/>
    public override int Memory => Inner.Memory == 0 ? 0 : Inner.Memory + 2;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
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
    public override string ToString() => $"{Inner} by epoch of {Steps} steps";
}
