using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary><c>ε₀/(1 + κt)</c> with the step t from 1, so that the first step has <c>ε₀/(1 + κ)</c>.</summary>
/// <remarks>
/// Robbins and Monro 1951, "A stochastic approximation method", ask for rates whose sum diverges and whose squares have a finite sum: this
/// is one. <see cref="DecayedSchedule"/> counts from 0 and works on any schedule.
/// </remarks>
public sealed record InverseTimeSchedule(double Initial, double Decay) : Schedule
{
    /// <summary>ε₀ ≥ 0.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>κ ≥ 0, a step.</summary>
    [NonNegative] public double Decay { get; init => field = Checked(value); } = Decay;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Initial / (1 + Decay * time.Step);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)}/(1 + {Text(Decay)} t)";
}
