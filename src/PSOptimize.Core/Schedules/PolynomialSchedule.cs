using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary><c>b + (ε₀ − b)(1 − (t − 1)/n)^p</c> with the step t from 1; b from step n + 1 on.</summary>
/// <param name="Initial">ε₀ ≥ 0, the number at the first step.</param>
/// <param name="Steps">n ≥ 1.</param>
/// <param name="Power">p > 0, default 1.</param>
/// <param name="Final">b ≥ 0, default 0.</param>
public sealed record PolynomialSchedule(double Initial, long Steps, double Power = 1, double Final = 0) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    public double Initial { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Initial);

    /// <summary>n ≥ 1.</summary>
    public long Steps { get; init => field = Require.AtLeastOne(value); } = Require.AtLeastOne(Steps);

    /// <summary>p > 0, default 1.</summary>
    public double Power { get; init => field = Require.Positive(value); } = Require.Positive(Power);

    /// <summary>b ≥ 0, default 0.</summary>
    public double Final { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Final);

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) =>
        Final + (Initial - Final) * Math.Pow(1 - Math.Min(time.Step - 1, Steps) / (double)Steps, Power);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} to {Text(Final)} in {Steps} steps, power {Text(Power)}";
}
