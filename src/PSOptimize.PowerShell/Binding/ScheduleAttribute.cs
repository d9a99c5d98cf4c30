using System.Management.Automation;
using PSOptimize.Schedules;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>A parameter that takes a schedule: a number, a schedule from New-Schedule, or a script block of the step.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScheduleAttribute : CellAttribute
{
    private protected override object? Read(object? value) => value switch
    {
        ScriptBlock block => new ScriptSchedule(new ScriptFunction(block), block.ToString()),
        _ when InvariantNumber.TryRead(value, out var number) => Schedule.Constant(number),
        string text => throw new ArgumentTransformationMetadataException(
            $"'{text}' is not a number: write it with a decimal point, as in 0.01, or give a schedule from New-Schedule."),
        _ => null,
    };
}
