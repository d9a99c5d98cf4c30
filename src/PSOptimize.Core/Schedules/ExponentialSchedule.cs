using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary><c>ε₀ e^(−kt)</c> with the step t from 1, so that the first step has <c>ε₀ e^(−k)</c>.</summary>
/// <param name="Initial">ε₀ ≥ 0.</param>
/// <param name="Decay">k ≥ 0, a step.</param>
public sealed record ExponentialSchedule(double Initial, double Decay) : Schedule
{
    /// <summary>ε₀ ≥ 0.</summary>
    public double Initial { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Initial);

    /// <summary>k ≥ 0, a step.</summary>
    public double Decay { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Decay);

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Initial * Math.Exp(-Decay * time.Step);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} exp(−{Text(Decay)} t)";
}
