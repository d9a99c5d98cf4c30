using System.Numerics.Tensors;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>Mean and population standard deviation of each input column.</summary>
internal sealed record Scaling(Vector Means, Vector Deviations)
{
    public static Scaling Of(Table table, IReadOnlyList<string> names)
    {
        var means = Vector.Allocate(names.Count);
        var deviations = Vector.Allocate(names.Count);
        for (var c = 0; c < names.Count; c++)
        {
            var column = table.Numbers(names[c]);
            means.Writable[c] = column.Sum() / column.Count;
            var centred = column - Vector.Repeat(column.Count, means[c]);
            deviations.Writable[c] = Math.Sqrt(centred.Dot(centred) / column.Count);
            if (!(deviations[c] > 1e-14 * Math.Abs(means[c])))
                throw new InvalidDataException(
                    $"The column {names[c]} is constant from row {table.NumberOf(0)} to row {table.NumberOf(table.RowCount - 1)} and cannot be standardised: leave it out, or do not standardise.");
        }
        return new Scaling(means, deviations);
    }

    public void Apply(int column, Span<double> values)
    {
        TensorPrimitives.Subtract(values, Means[column], values);
        TensorPrimitives.Divide(values, Deviations[column], values);
    }
}
