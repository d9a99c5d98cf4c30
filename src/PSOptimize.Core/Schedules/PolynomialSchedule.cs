using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary><c>b + (ε₀ − b)(1 − (t − 1)/n)^p</c> with the step t from 1; b from step n + 1 on.</summary>
public sealed record PolynomialSchedule(double Initial, long Steps, double Power = 1, double Final = 0) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>n ≥ 1.</summary>
    [AtLeast(1)] public long Steps { get; init => field = Checked(value); } = Steps;

    /// <summary>p > 0, default 1.</summary>
    [Positive] public double Power { get; init => field = Checked(value); } = Power;

    /// <summary>b ≥ 0, default 0.</summary>
    [NonNegative] public double Final { get; init => field = Checked(value); } = Final;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) =>
        Final + (Initial - Final) * Math.Pow(1 - Math.Min(time.Step - 1, Steps) / (double)Steps, Power);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} to {Text(Final)} in {Steps} steps, power {Text(Power)}";
}
