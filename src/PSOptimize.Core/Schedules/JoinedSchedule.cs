using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>One schedule for the first n steps, then another, which counts from 1 again. Nest it to join more.</summary>
public sealed record JoinedSchedule(Schedule Before, long Steps, Schedule After) : Schedule
{
    /// <summary>The schedule of the first n steps.</summary>
    public Schedule Before { get; init => field = Checked(value); } = Before;

    /// <summary>n ≥ 1.</summary>
    [AtLeast(1)] public long Steps { get; init => field = Checked(value); } = Steps;

    /// <summary>The schedule from step n + 1 on.</summary>
    public Schedule After { get; init => field = Checked(value); } = After;

    /// <inheritdoc/>
    public override int Memory => Before.Memory + After.Memory;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) =>
        time.Step <= Steps
            ? Before.At(time, memory[..Before.Memory])
            : After.At(time with { Step = time.Step - Steps }, memory[Before.Memory..]);

    /// <inheritdoc/>
    public override string ToString() => $"{Before} for {Steps} steps, then {After}";
}
