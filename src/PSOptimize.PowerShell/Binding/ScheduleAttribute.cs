using System.Management.Automation;
using PSOptimize.Schedules;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>A parameter that takes a schedule: a number, a schedule that New-Schedule made, or a script block of the step.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScheduleAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var plain = inputData.Plain();
        if (plain is ScriptBlock block) return new ScriptSchedule(new ScriptFunction(block), block.ToString());
        if (plain is string text && string.IsNullOrWhiteSpace(text)) return null;
        if (InvariantNumber.TryRead(plain, out var number)) return Schedule.Constant(number);
        return plain is string
            ? throw new ArgumentTransformationMetadataException(
                $"'{plain}' is not a number: write it with a decimal point, as in 0.01, or give a schedule that New-Schedule made.")
            : inputData;
    }
}
