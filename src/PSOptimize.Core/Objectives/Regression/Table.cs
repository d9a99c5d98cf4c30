using System.Globalization;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// Rows of measurements under named columns, as they come from a CSV file: the data that a model is fitted to. Immutable. A cell is
/// text until somebody asks for a column of numbers, so a column that no model uses may hold anything.
/// </summary>
/// <remarks>Column names are found whatever their case. Rows are counted from 1, the first below the names; a subset keeps the numbers of its rows.</remarks>
/// <example><code>var data = Table.ReadCsv("isotherm.csv"); Vector volumes = data.Numbers("V");</code></example>
public sealed class Table
{
    private readonly Dictionary<string, object> _columns; // a Vector, or a string[]
    private readonly int[] _numbers;

    private Table(IReadOnlyList<string> names, IReadOnlyList<object> columns, int[] numbers)
    {
        ColumnNames = [.. names];
        _numbers = numbers;
        _columns = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
            if (!_columns.TryAdd(names[i], columns[i]))
                throw new ArgumentException($"The column {names[i]} occurs twice: each column needs a name of its own.", nameof(names));
    }

    /// <summary>The names of the columns, in their order.</summary>
    public ReadOnlyCollection<string> ColumnNames { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => _numbers.Length;

    /// <summary>A table of columns of numbers.</summary>
    /// <param name="names">One a column.</param>
    /// <param name="columns">Equally long.</param>
    public static Table OfColumns(IReadOnlyList<string> names, IReadOnlyList<Vector> columns)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        if (names.Count != columns.Count) throw new ArgumentException($"{names.Count} names were given for {columns.Count} columns.", nameof(names));
        var rows = columns.Count == 0 ? 0 : columns[0].Count;
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Count != rows)
                throw new ArgumentException($"The column {names[i]} has {columns[i].Count} rows, {names[0]} has {rows}: all must be equally long.", nameof(columns));
        return new Table(names, columns, [.. Enumerable.Range(1, rows)]);
    }

    /// <summary>A table of cells of text, as a CSV file has them.</summary>
    /// <param name="names">One a column.</param>
    /// <param name="rows">Each with as many cells as there are names.</param>
    public static Table OfText(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(rows);
        for (var row = 0; row < rows.Count; row++)
            if (rows[row].Count != names.Count)
                throw new InvalidDataException($"Row {row + 1} has {rows[row].Count} cells; there are {names.Count} columns: {string.Join(", ", names)}.");
        return new Table(names, [.. names.Select((_, column) => (object)rows.Select(row => row[column]).ToArray())], [.. Enumerable.Range(1, rows.Count)]);
    }

    /// <summary>Reads a file of comma-separated values whose first line names the columns; cells may stand between double quotes.</summary>
    /// <param name="path">The file.</param>
    public static Table ReadCsv(string path)
    {
        var lines = File.ReadLines(path).Where(line => line.Length > 0).Select(Cells).ToList();
        if (lines.Count == 0) throw new InvalidDataException($"{path} is empty: its first line must name the columns.");
        return OfText(lines[0], lines[1..]);
    }

    /// <summary>Whether there is a column of this name.</summary>
    /// <param name="name">In any case.</param>
    public bool Has(string name) => _columns.ContainsKey(name);

    /// <summary>A column as numbers.</summary>
    /// <param name="name">One of <see cref="ColumnNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A cell is empty or no finite number; the message names row and column.</exception>
    public Vector Numbers(string name)
    {
        var column = Column(name);
        var numbers = column as Vector ?? Vector.Init(RowCount, row => Parse(((string[])column)[row], _numbers[row], name));
        for (var row = 0; row < numbers.Count; row++)
            if (!double.IsFinite(numbers[row]))
                throw Wrong(_numbers[row], name, $"is {Text(numbers[row])}", "a finite number");
        return numbers;
    }

    /// <summary>A column as the names of classes; numbers in their shortest invariant form.</summary>
    /// <param name="name">One of <see cref="ColumnNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A cell is empty or NaN; the message names row and column.</exception>
    public ReadOnlyCollection<string> Labels(string name)
    {
        var labels = Column(name) switch
        {
            Vector numbers => [.. numbers.AsSeq().Select(number => number.ToString(CultureInfo.InvariantCulture))],
            var text => (string[])text,
        };
        for (var row = 0; row < labels.Length; row++)
            if (string.IsNullOrWhiteSpace(labels[row])) throw Wrong(_numbers[row], name, "is empty", "a class");
            else if (double.TryParse(labels[row], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsFinite(number))
                throw Wrong(_numbers[row], name, $"is {labels[row]}", "a class, by a finite number or by a name");
        return [.. labels];
    }

    /// <summary>The table of some of the rows; they keep their numbers.</summary>
    /// <param name="indices">Which rows, from 0, in any order.</param>
    public Table Rows(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        object Pick(object column) => column is Vector numbers
            ? Vector.Init(indices.Count, i => numbers[indices[i]])
            : indices.Select(i => ((string[])column)[i]).ToArray();
        return new Table(ColumnNames, [.. ColumnNames.Select(name => Pick(_columns[name]))], [.. indices.Select(i => _numbers[i])]);
    }

    /// <summary>The rows whose column has one of the given labels.</summary>
    /// <param name="name">A column.</param>
    /// <param name="labels">What it may say.</param>
    public Table Where(string name, params string[] labels)
    {
        var column = Labels(name);
        return Rows([.. Enumerable.Range(0, RowCount).Where(row => labels.Contains(column[row]))]);
    }

    /// <summary>A share of the rows, drawn by a key: the ones to hold out. <see cref="Rest"/> gives the others.</summary>
    /// <param name="share">Above 0 and below 1; the number of rows is rounded, and at least 1.</param>
    /// <param name="key">Which rows.</param>
    public Table Share(double share, Key key) => Rows([.. Drawn(share, key).Order()]);

    /// <summary>The rows that <see cref="Share"/> leaves with the same share and key.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    /// <param name="key">Which rows.</param>
    public Table Rest(double share, Key key) => Rows([.. Enumerable.Range(0, RowCount).Except(Drawn(share, key))]);

    /// <summary>A number as messages show it.</summary>
    internal static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>All rows, as messages call them.</summary>
    internal string Extent => RowCount == 1 ? $"in row {_numbers[0]}" : $"from row {_numbers[0]} to row {_numbers[^1]}";

    /// <summary>The number of a row as messages call it, from 1.</summary>
    internal int NumberOf(int row) => _numbers[row];

    internal static InvalidDataException Wrong(int row, string column, string what, string right) =>
        new($"Row {row}, column {column} {what}: it must be {right}.");

    private int[] Drawn(double share, Key key)
    {
        if (share is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "The share of rows must be above 0 and below 1.");
        return key.Permutation(RowCount)[..Math.Clamp((int)Math.Round(share * RowCount), 1, Math.Max(1, RowCount - 1))];
    }

    private object Column(string name) => _columns.TryGetValue(name, out var column)
        ? column
        : throw new ArgumentException($"There is no column {name}; the columns are {string.Join(", ", ColumnNames)}.", nameof(name));

    private static double Parse(string cell, int row, string column)
    {
        if (string.IsNullOrWhiteSpace(cell)) throw Wrong(row, column, "is empty", "a number");
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(row, column, $"is '{cell}'", "a number with a decimal point");
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var (cell, quoted) = ("", false);
        foreach (var part in line.Split(','))
        {
            cell = quoted ? cell + "," + part : part;
            quoted = cell.Count(character => character == '"') % 2 != 0;
            if (quoted) continue;
            var trimmed = cell.Trim();
            cells.Add(trimmed.Length >= 2 && trimmed[0] == '"' ? trimmed[1..^1].Replace("\"\"", "\"") : trimmed);
        }
        return quoted ? throw new InvalidDataException($"A quotation mark stays open in the line: {line}") : [.. cells];
    }
}
