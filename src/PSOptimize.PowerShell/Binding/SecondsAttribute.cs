namespace PSOptimize.Binding;

/// <summary>A parameter that takes a time: a TimeSpan, or a number of seconds, which PowerShell itself would take for ticks.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsAttribute : CellAttribute
{
    private protected override object? Read(object? value) =>
        InvariantNumber.TryRead(value, out var seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds) : null;
}
