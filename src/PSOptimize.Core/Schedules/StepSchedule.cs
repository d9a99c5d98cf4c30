using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>A fall every so many steps: <c>ε₀ γ^⌊(t − 1)/n⌋</c> with the step t from 1.</summary>
/// <param name="Initial">ε₀ ≥ 0, the number at the first step.</param>
/// <param name="Steps">n ≥ 1, the steps between two falls.</param>
/// <param name="Factor">γ in (0, 1], default 0.1.</param>
public sealed record StepSchedule(double Initial, long Steps, double Factor = 0.1) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    public double Initial { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Initial);

    /// <summary>n ≥ 1, the steps between two falls.</summary>
    public long Steps { get; init => field = Require.AtLeastOne(value); } = Require.AtLeastOne(Steps);

    /// <summary>γ in (0, 1], default 0.1.</summary>
    public double Factor { get; init => field = Require.Share(value); } = Require.Share(Factor);

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Initial * Math.Pow(Factor, (time.Step - 1) / Steps);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} · {Text(Factor)} every {Steps} steps";
}
