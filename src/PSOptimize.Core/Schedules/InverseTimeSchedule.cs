namespace PSOptimize.Schedules;

/// <summary><c>ε₀ / (1 + κ(t − 1))</c>: the first step has the initial rate.</summary>
/// <param name="Initial">ε₀, the number at the first step.</param>
/// <param name="Decay">κ ≥ 0, a step.</param>
/// <remarks>Robbins and Monro 1951 ask for rates whose sum diverges and whose squares have a finite sum: this is one.</remarks>
public sealed record InverseTimeSchedule(double Initial, double Decay) : Schedule
{
    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Initial / (1 + Decay * (time.Step - 1));

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)}/(1 + {Text(Decay)} t)";
}
