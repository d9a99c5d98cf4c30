namespace PSOptimize.Schedules;

/// <summary>When a schedule is asked, and what it may know of the run.</summary>
/// <param name="Step">The step about to be made, from 1.</param>
/// <param name="Value">The objective's value at the point that the step leaves; NaN before the first evaluation.</param>
public readonly record struct ScheduleTime(long Step, double Value);
