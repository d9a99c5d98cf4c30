using System.Management.Automation;
using PSOptimize.Constraints;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>A parameter that takes a set of points: a set, or the text of a box such as 0..1 or "0..2 -1..1".</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SetAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var plain = inputData.Plain();
        return plain is string text ? Box.Parse(text) : plain is Projection ? plain : inputData;
    }
}
