namespace PSOptimize.Schedules;

/// <summary>The same number at every step.</summary>
public sealed record ConstantSchedule(double Value) : Schedule
{
    /// <summary>The number.</summary>
    public double Value { get; init; } = Value;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Value;

    /// <inheritdoc/>
    public override string ToString() => Text(Value);
}
