using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>A fall every so many steps: <c>ε₀ γ^⌊(t − 1)/n⌋</c> with the step t from 1.</summary>
public sealed record StepSchedule(double Initial, long Steps, double Factor = 0.1) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>n ≥ 1, the steps between two falls.</summary>
    [AtLeast(1)] public long Steps { get; init => field = Checked(value); } = Steps;

    /// <summary>γ in (0, 1], default 0.1.</summary>
    [Share] public double Factor { get; init => field = Checked(value); } = Factor;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Initial * Math.Pow(Factor, (time.Step - 1) / Steps);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} · {Text(Factor)} every {Steps} steps";
}
