using System.Globalization;

namespace PSOptimize.Objectives.Regression;

/// <summary>The data of a table in the form that models and losses need: padded columns of inputs, targets and 1/σ.</summary>
internal sealed class Sample
{
    private Sample(int count, double[] inputs, double[] targets, double[] inverseSigma, double[] weights)
    {
        Count = count;
        Stride = Block.Padded(count);
        (Inputs, Targets, InverseSigma, Weights) = (inputs, targets, inverseSigma, weights);
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The distance between the beginnings of two columns: the number of rows including padding.</summary>
    public int Stride { get; }

    public double[] Inputs { get; }

    public double[] Targets { get; }

    /// <summary>1/σ of each row, for squares times the root of its weight; empty if the data have neither.</summary>
    public double[] InverseSigma { get; }

    /// <summary>The weight of each row, which multiplies its loss; empty if the data have none, and for squares.</summary>
    public double[] Weights { get; }

    /// <summary>The factor of a row's residual.</summary>
    public double Factor(int row) => InverseSigma.Length == 0 ? 1 : InverseSigma[row];

    /// <summary>The padded and scaled input columns.</summary>
    public static double[] Columns(Table table, Model model, Scaling? scaling)
    {
        var names = model.Inputs;
        var stride = Block.Padded(table.RowCount);
        var inputs = new double[names.Count * stride];
        for (var c = 0; c < names.Count; c++)
        {
            var column = inputs.AsSpan(c * stride, table.RowCount);
            model.Read(table, names[c]).AsSpan().CopyTo(column);
            scaling?.Apply(c, column);
        }
        return inputs;
    }

    public static Sample FromTable(
        Table table, Model model, string target, Loss loss, IReadOnlyList<string> classes, RegressionOptions options, Scaling? scaling)
    {
        if (table.RowCount == 0) throw new InvalidDataException("The data have no rows: give at least one.");
        var stride = Block.Padded(table.RowCount);
        var targets = Encode(table, model, target, loss, classes, stride);
        var inputs = Columns(table, model, scaling);
        double[] inverse = [.. AboveZero(table, options.Sigma, "a standard deviation", stride).Select(sigma => sigma == 0 ? 0 : 1 / sigma)];
        var weights = AboveZero(table, options.Weight, "a weight", stride);
        if (weights.Length == 0 || loss is not SquaredLoss) return new Sample(table.RowCount, inputs, targets, inverse, weights);
        double[] roots = [.. weights.Select((weight, i) => Math.Sqrt(weight) * (inverse.Length == 0 ? 1 : inverse[i]))];
        return new Sample(table.RowCount, inputs, targets, roots, []);
    }

    /// <summary>A column of positive numbers with its padding; empty if it has no name.</summary>
    private static double[] AboveZero(Table table, string? name, string what, int stride)
    {
        if (name is null) return [];
        var numbers = table.Numbers(name);
        var result = new double[stride];
        for (var row = 0; row < table.RowCount; row++)
            result[row] = numbers[row] > 0 ? numbers[row]
                : throw Table.CellError(table.RowName(row), name, $"is {Table.Text(numbers[row])}", $"{what} above 0");
        return result;
    }

    /// <summary>The distinct classes of a column, in numerical order if all of them are numbers, otherwise in ordinal order.</summary>
    public static IReadOnlyList<string> ClassesOf(Table table, string target)
    {
        var labels = table.Labels(target).Distinct().ToList();
        return labels.All(label => double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? [.. labels.OrderBy(label => double.Parse(label, CultureInfo.InvariantCulture))]
            : [.. labels.Order(StringComparer.Ordinal)];
    }

    /// <summary>The class numbers of the rows, from 0.</summary>
    public static int[] Indices(Table table, string target, IReadOnlyList<string> classes)
    {
        var labels = table.Labels(target);
        var known = classes.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
        return [.. labels.Select((label, row) => known.TryGetValue(label, out var index) ? index
            : throw Table.CellError(table.RowName(row), target, $"is '{label}', a class never seen in the data that are fitted",
                $"one of {string.Join(", ", classes)}"))];
    }

    private static double[] Encode(Table table, Model model, string target, Loss loss, IReadOnlyList<string> classes, int stride)
    {
        var targets = new double[(loss.Classifies ? 1 : model.Outputs) * stride];
        if (classes.Count == 0) table.Numbers(target).AsSpan().CopyTo(targets);
        else
        {
            var indices = Indices(table, target, classes);
            for (var row = 0; row < indices.Length; row++)
                if (loss.Classifies || model.Outputs == 1) targets[row] = indices[row];
                else targets[indices[row] * stride + row] = 1;
        }
        return targets;
    }
}
