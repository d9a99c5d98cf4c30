using System.Management.Automation;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>A parameter that takes a time: a TimeSpan, or a number of seconds, which PowerShell itself would take for ticks.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var plain = inputData.Plain();
        if (plain is string text && string.IsNullOrWhiteSpace(text)) return null;
        return InvariantNumber.TryRead(plain, out var seconds) ? TimeSpan.FromSeconds(seconds) : inputData;
    }
}
