using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;

namespace PSOptimize.Pictures;

/// <summary>The rows of data that a picture of a fit shows: those that are fitted, then those that are held out.</summary>
internal sealed class DataRows
{
    /// <summary>More points than these only hide each other; of more rows as many are drawn, chosen by chance.</summary>
    private const int Most = 2000;

    private DataRows(RegressionObjective objective, Table fitted, Table? heldOut)
    {
        (Objective, Fitted, HeldOut) = (objective, fitted, heldOut);
        Count = fitted.RowCount + (heldOut?.RowCount ?? 0);
    }

    public RegressionObjective Objective { get; }

    public Table Fitted { get; }

    public Table? HeldOut { get; }

    public int Count { get; }

    public static DataRows Of(RegressionObjective objective) =>
        new(objective, Some(objective.Data), objective.Options.HeldOut is { } heldOut ? Some(heldOut) : null);

    /// <summary>One value a row: what a function gives for the fitted rows, then for those held out.</summary>
    public T[] Each<T>(Func<Table, IEnumerable<T>> values) => [.. values(Fitted), .. HeldOut is null ? [] : values(HeldOut)];

    /// <summary>The numbers of a column.</summary>
    public double[] Numbers(string column) => Each(table => table.Numbers(column).AsSeq());

    /// <summary>The input columns whose cells are not all equal; those that a script reads by accident, target and σ, do not count.</summary>
    public IReadOnlyList<string> Varying() => [.. Objective.Model.Inputs
        .Where(name => !Same(name, Objective.Target) && !Same(name, Objective.Options.Sigma))
        .Where(name => Numbers(name) is var cells && cells.Any(cell => cell != cells[0]))];

    /// <summary>Rows for the model in which some columns have given values and the others those of the first row.</summary>
    public Table With(params (string Name, double[] Values)[] columns) => Table.OfColumns(Objective.Model.Inputs, [.. Objective.Model.Inputs
        .Select(name => columns.FirstOrDefault(column => Same(column.Name, name)).Values is { } values
            ? Vectors.Vector.Create(values)
            : Vectors.Vector.Repeat(columns[0].Values.Length, Fitted.Numbers(name)[0]))]);

    private static Table Some(Table table) => table.RowCount <= Most ? table
        : table.Rows([.. Key.FromSeed(0).Permutation(table.RowCount)[..Most].Order()]);

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
