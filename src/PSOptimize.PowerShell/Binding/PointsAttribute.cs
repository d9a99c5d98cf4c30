using System.Collections;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes points: numbers (0.1, 3), several arrays of numbers ((0.1, 3), (1, 2)), vectors, or text such as "0.1 3" or
/// "0.1;3".
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PointsAttribute : OneOrSeveralAttribute<Vector>
{
    private protected override Vector? One(object? value) => PointOf(value);

    /// <summary>The point that a value stands for; null if it stands for none.</summary>
    internal static Vector? PointOf(object? value)
    {
        if (value is Vector vector) return vector;
        if (value is string text) return InvariantNumber.TryReadMany(text, out var read) ? Vector.Create(read) : null;
        if (InvariantNumber.TryRead(value, out var single)) return Vector.Create(single);
        if (value is Array { Rank: > 1 } || value is not IList { Count: > 0 } list) return null;
        var numbers = new double[list.Count];
        var i = 0;
        foreach (var item in list)
            if (!InvariantNumber.TryRead(item, out numbers[i++])) return null;
        return Vector.Create(numbers);
    }
}
