using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>Any schedule, falling with inverse time: <c>s(t)/(1 + κ(t − 1))</c> at step t from 1, so that the first step is not changed.</summary>
/// <param name="Inner">s, the schedule that is to fall.</param>
/// <param name="Decay">κ ≥ 0, a step.</param>
public sealed record DecayedSchedule(Schedule Inner, double Decay) : Schedule
{
    /// <summary>κ ≥ 0.</summary>
    public double Decay { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Decay);

    /// <inheritdoc/>
    public override int Memory => Inner.Memory;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Inner.At(time, memory) / (1 + (time.Step - 1) * Decay);

    /// <inheritdoc/>
    public override string ToString() => $"{Inner}/(1 + {Text(Decay)} (t − 1))";
}
