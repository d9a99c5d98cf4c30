using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// Any schedule, falling with a power of inverse time: <c>s(t)/(1 + κ(t − 1))^p</c> at step t from 1,
/// so that the first step is not changed.
/// </summary>
public sealed record DecayedSchedule(Schedule Inner, double Decay, double Power = 1) : Schedule
{
    /// <summary>s, the schedule that is to fall.</summary>
    public Schedule Inner { get; init => field = Checked(value); } = Inner;

    /// <summary>κ ≥ 0, a step.</summary>
    [NonNegative] public double Decay { get; init => field = Checked(value); } = Decay;

    /// <summary>p ≥ 0, default 1.</summary>
    [NonNegative] public double Power { get; init => field = Checked(value); } = Power;

    /// <inheritdoc/>
    public override int Memory => Inner.Memory;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        var growth = 1 + (time.Step - 1) * Decay;
        return Inner.At(time, memory) / (Power == 1 ? growth : Math.Pow(growth, Power));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Inner}/(1 + {Text(Decay)} (t − 1))" + (Power == 1 ? "" : $"^{Text(Power)}");
}
