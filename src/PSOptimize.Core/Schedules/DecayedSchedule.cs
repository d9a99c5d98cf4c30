using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>Any schedule, falling with a power of inverse time: <c>s(t)/(1 + κ(t − 1))^p</c> at step t from 1, so that the first step is not changed.</summary>
/// <param name="Inner">s, the schedule that is to fall.</param>
/// <param name="Decay">κ ≥ 0, a step.</param>
/// <param name="Power">p ≥ 0, default 1.</param>
public sealed record DecayedSchedule(Schedule Inner, double Decay, double Power = 1) : Schedule
{
    /// <summary>κ ≥ 0.</summary>
    public double Decay { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Decay);

    /// <summary>p ≥ 0.</summary>
    public double Power { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Power);

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
