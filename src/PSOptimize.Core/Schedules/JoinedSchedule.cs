using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>One schedule for the first n steps, then another, which counts from 1 again. Nest it to join more.</summary>
/// <param name="Before">The schedule of the first n steps.</param>
/// <param name="Steps">n ≥ 1.</param>
/// <param name="After">The schedule from step n + 1 on.</param>
public sealed record JoinedSchedule(Schedule Before, long Steps, Schedule After) : Schedule
{
    /// <summary>The schedule of the first n steps.</summary>
    public Schedule Before { get; init => field = Require.NotNull(value); } = Require.NotNull(Before);

    /// <summary>n ≥ 1.</summary>
    public long Steps { get; init => field = Require.AtLeastOne(value); } = Require.AtLeastOne(Steps);

    /// <summary>The schedule from step n + 1 on.</summary>
    public Schedule After { get; init => field = Require.NotNull(value); } = Require.NotNull(After);

    /// <inheritdoc/>
    public override int Memory => Before.Memory + After.Memory;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) =>
        time.Step <= Steps ? Before.At(time, memory[..Before.Memory]) : After.At(time with { Step = time.Step - Steps }, memory[Before.Memory..]);

    /// <inheritdoc/>
    public override string ToString() => $"{Before} for {Steps} steps, then {After}";
}
