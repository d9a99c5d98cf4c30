namespace PSOptimize.Schedules;

/// <summary>The same number at every step.</summary>
/// <param name="Value">The number.</param>
public sealed record ConstantSchedule(double Value) : Schedule
{
    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Value;

    /// <inheritdoc/>
    public override string ToString() => Text(Value);
}
