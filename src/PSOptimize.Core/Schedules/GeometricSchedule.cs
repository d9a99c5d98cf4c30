using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary><c>ε₀ γ^(t − 1)</c> with the step t from 1: the first step has ε₀, each one after it γ times the last.</summary>
/// <param name="Initial">ε₀ ≥ 0, the number at the first step.</param>
/// <param name="Factor">γ in (0, 1].</param>
public sealed record GeometricSchedule(double Initial, double Factor) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    public double Initial { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Initial);

    /// <summary>γ in (0, 1].</summary>
    public double Factor { get; init => field = Require.Share(value); } = Require.Share(Factor);

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Initial * Math.Pow(Factor, time.Step - 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} · {Text(Factor)}^(t − 1)";
}
