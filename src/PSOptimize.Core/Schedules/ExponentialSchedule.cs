using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary><c>ε₀ e^(−kt)</c> with the step t from 1, so that the first step has <c>ε₀ e^(−k)</c>.</summary>
public sealed record ExponentialSchedule(double Initial, double Decay) : Schedule
{
    /// <summary>ε₀ ≥ 0.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>k ≥ 0, a step.</summary>
    [NonNegative] public double Decay { get; init => field = Checked(value); } = Decay;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Initial * Math.Exp(-Decay * time.Step);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} exp(−{Text(Decay)} t)";
}
