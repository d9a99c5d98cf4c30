using System.Numerics.Tensors;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>The scaling of the input columns: (x − shift)/size.</summary>
/// <param name="Shifts">One number per column.</param>
/// <param name="Sizes">One number per column, above 0.</param>
internal sealed record Scaling(Vector Shifts, Vector Sizes)
{
    /// <summary>The scaling that the options request for the columns of a table; null if none.</summary>
    public static Scaling? FromData(RegressionOptions options, Table table, Model model)
    {
        if (!options.Standardize && !options.MinMax) return null;
        if (model is not Network)
            throw new ArgumentException(
                "Only linear models and networks can scale their inputs; a curve takes its columns as they are.", nameof(options));
        if (options.Standardize && options.MinMax)
            throw new ArgumentException(
                "Inputs are either standardised or scaled to [0, 1], not both: choose Standardize or MinMax.", nameof(options));
        var columns = model.Inputs.Select(table.Numbers).ToList();
        if (options.Standardize)
            return new Scaling(
                Vector.OfSeq(columns.Select(Mean)),
                Vector.OfSeq(columns.Select((column, index) =>
                    Deviation(column) is var size && size > 1e-14 * Math.Abs(Mean(column))
                        ? size : throw Constant(table, model.Inputs[index]))));

        // A constant column, such as a pixel that is the same in all images, becomes 0.
        return new Scaling(
            Vector.OfSeq(columns.Select(column => column.AsSeq().Min())),
            Vector.OfSeq(columns.Select(column => column.AsSeq().Max() - column.AsSeq().Min() is var range && range > 0 ? range : 1)));
    }

    public void Apply(int column, Span<double> values)
    {
        TensorPrimitives.Subtract(values, Shifts[column], values);
        TensorPrimitives.Divide(values, Sizes[column], values);
    }

    private static double Mean(Vector column) => column.Sum() / column.Count;

    private static double Deviation(Vector column)
    {
        var centred = column - Vector.Repeat(column.Count, Mean(column));
        return Math.Sqrt(centred.Dot(centred) / column.Count);
    }

    private static InvalidDataException Constant(Table table, string name) => new(
        $"The column {name} is {Table.Text(table.Numbers(name)[0])} {table.Extent}, and a constant cannot be standardised: "
        + "leave the column out, or scale all columns to [0, 1] instead (MinMax).");
}
