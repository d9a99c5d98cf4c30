using System.Collections;
using System.Management.Automation;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes points: numbers (0.1, 3), several arrays of numbers ((0.1, 3), (1, 2)), vectors, or text as a CSV file has
/// it ("0.1 3" or "0.1;3"). What is none of these is left alone, so that the pipeline can offer it to another parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PointsAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes one point and not several.</summary>
    public bool Single { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var plain = inputData.Plain();
        if (plain is string text && string.IsNullOrWhiteSpace(text)) return null;
        if (Point(plain) is { } point) return Single ? point : new[] { point };
        if (plain is not IList list || list.Count == 0) return inputData;
        var points = list.Cast<object?>().Select(item => Point(item.Plain())).ToArray();
        return points.Any(item => item is null) ? inputData : points;
    }

    private static Vector? Point(object? value)
    {
        if (value is Vector vector) return vector;
        if (value is string text) return InvariantNumber.TryReadMany(text, out var read) ? Vector.Create(read) : null;
        if (InvariantNumber.TryRead(value, out var single)) return Vector.Create(single);
        if (value is not IList { Count: > 0 } list) return null;
        var numbers = new double[list.Count];
        for (var i = 0; i < numbers.Length; i++)
            if (!InvariantNumber.TryRead(list[i], out numbers[i])) return null;
        return Vector.Create(numbers);
    }
}
