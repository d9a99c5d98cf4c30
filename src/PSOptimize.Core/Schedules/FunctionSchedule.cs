namespace PSOptimize.Schedules;

/// <summary>What a function says of the step, from 1: a rate changed by hand.</summary>
/// <remarks>Two are equal when they hold the same function.</remarks>
public sealed record FunctionSchedule(Func<long, double> Function) : Schedule
{
    /// <summary>The number at a step.</summary>
    public Func<long, double> Function { get; init => field = Checked(value); } = Function;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Function(time.Step);

    /// <inheritdoc/>
    public override string ToString() => "a function of the step";
}
