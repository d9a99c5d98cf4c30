using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// A straight rise before any schedule: the step t from 1 to n has <c>s₁ t/(n + 1)</c>, with s₁ the first number of the schedule, which
/// begins after it.
/// </summary>
/// <remarks>Goyal et al. 2017, "Accurate, large minibatch SGD: training ImageNet in 1 hour", §2.2.</remarks>
public sealed record WarmUpSchedule(Schedule Inner, long Steps) : Schedule
{
    /// <summary>The schedule that is changed.</summary>
    public Schedule Inner { get; init => field = Checked(value); } = Inner;

    /// <summary>n ≥ 1.</summary>
    [AtLeast(1)] public long Steps { get; init => field = Checked(value); } = Steps;

    /// <inheritdoc/>
    public override int Memory => Inner.Memory;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) =>
        time.Step <= Steps ? Inner.First * time.Step / (Steps + 1) : Inner.At(time with { Step = time.Step - Steps }, memory);

    /// <inheritdoc/>
    public override string ToString() => $"{Inner} after a rise of {Steps} steps";
}
