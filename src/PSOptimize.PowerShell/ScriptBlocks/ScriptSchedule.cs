using PSOptimize.Schedules;

namespace PSOptimize.ScriptBlocks;

/// <summary>A schedule that a script block computes from the step, and from the value if it takes a second parameter.</summary>
/// <param name="Function">The block.</param>
/// <param name="Source">The text of the block, for tables.</param>
internal sealed record ScriptSchedule(ScriptFunction Function, string Source) : Schedule
{
    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        var result = Function.Form.ParameterNames.Count == 1 ? Function.Invoke(time.Step) : Function.Invoke(time.Step, time.Value);
        return ScriptFunction.TryNumber(result, out var number) && double.IsFinite(number)
            ? number
            : throw ScriptException.NotANumber(result);
    }

    /// <inheritdoc/>
    public override string ToString() => "{" + Source + "}";
}
