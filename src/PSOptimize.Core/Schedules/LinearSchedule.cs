using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// A straight line from the first number to the last, <c>a + (b − a)(t − 1)/n</c> with the step t from 1; b from step n + 1 on.
/// </summary>
public sealed record LinearSchedule(double Initial, double Final, long Steps) : Schedule
{
    /// <summary>a ≥ 0, the number at the first step.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>b ≥ 0.</summary>
    [NonNegative] public double Final { get; init => field = Checked(value); } = Final;

    /// <summary>n ≥ 1.</summary>
    [AtLeast(1)] public long Steps { get; init => field = Checked(value); } = Steps;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) =>
        Initial + (Final - Initial) * (Math.Min(time.Step - 1, Steps) / (double)Steps);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} to {Text(Final)} in {Steps} steps";
}
