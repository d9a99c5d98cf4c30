using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>The data rows that a picture of a fit shows: the fitted ones, followed by those that are held out.</summary>
internal sealed class DataRows
{
    /// <summary>
    /// The largest number of rows drawn, since more points would only hide each other; of more rows a random sample is drawn.
    /// </summary>
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

    public static DataRows FromObjective(RegressionObjective objective) =>
        new(objective, Sample(objective.Data), objective.Options.HeldOut is { } heldOut ? Sample(heldOut) : null);

    /// <summary>The values of a function that returns one value per row, for the fitted rows followed by the held-out ones.</summary>
    public T[] PerRow<T>(Func<Table, IEnumerable<T>> values) => [.. values(Fitted), .. HeldOut is null ? [] : values(HeldOut)];

    /// <summary>The numbers of a column, one per row.</summary>
    public double[] Numbers(string column) => PerRow(table => table.Numbers(column).AsSeq());

    /// <summary>The input columns whose cells are not all equal, without target and σ, which a script may read by accident.</summary>
    public IReadOnlyList<string> VaryingInputs() =>
    [
        .. Objective.Model.Inputs
            .Where(name => !Same(name, Objective.Target) && !Same(name, Objective.Options.Sigma))
            .Where(name => PerRow(table => Objective.Model.Read(table, name).AsSeq()) is var cells && cells.Any(cell => cell != cells[0])),
    ];

    /// <summary>Input rows for the model: some columns have the given values, the others repeat the value of the first row.</summary>
    public Table With(params (string Name, double[] Values)[] columns)
    {
        var inputs = Objective.Model.Inputs;
        return Table.OfColumns(inputs, [.. inputs.Select(Column)]);

        Vector Column(string name) => columns.FirstOrDefault(column => Same(column.Name, name)).Values is { } values
            ? Vector.Create(values)
            : Vector.Repeat(columns[0].Values.Length, Fitted.Numbers(name)[0]);
    }

    private static Table Sample(Table table) => table.RowCount <= Most ? table
        : table.Rows([.. Key.FromSeed(0).Permutation(table.RowCount)[..Most].Order()]);

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
