using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary><c>ε₀ γ^(t − 1)</c> with the step t from 1: the first step has ε₀, each one after it γ times the last.</summary>
public sealed record GeometricSchedule(double Initial, double Factor) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>γ in (0, 1].</summary>
    [Share] public double Factor { get; init => field = Checked(value); } = Factor;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Initial * Math.Pow(Factor, time.Step - 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} · {Text(Factor)}^(t − 1)";
}
