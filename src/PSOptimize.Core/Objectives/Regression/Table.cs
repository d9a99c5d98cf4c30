using System.Globalization;
using PSOptimize.Differentiation;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// Data with named columns, for example from a CSV file. Immutable. Cells that were given as text are parsed only when a column is read as
/// numbers, so that unused columns may contain anything.
/// </summary>
/// <remarks>
/// Column names are case-insensitive. Messages number the rows from 1, below the header; the rows of a subset keep their numbers.
/// </remarks>
/// <example><code>var data = Table.ReadCsv("isotherm.csv"); Vector volumes = data.Numbers("V");</code></example>
public sealed class Table
{
    private readonly Dictionary<string, object> _columns; // a Vector, or a string[]
    private readonly int[] _numbers;
    private readonly string _place; // " of data.csv", or nothing

    private Table(IReadOnlyList<string> names, IReadOnlyList<object> columns, int[] numbers, string place = "")
    {
        ColumnNames = [.. names];
        (_numbers, _place) = (numbers, place);
        _columns = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
            if (!_columns.TryAdd(names[i], columns[i]))
                throw new ArgumentException($"The column {names[i]} occurs twice: column names must be unique.", nameof(names));
    }

    /// <summary>The names of the columns, in order.</summary>
    public ReadOnlyCollection<string> ColumnNames { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => _numbers.Length;

    /// <summary>A table with columns of numbers.</summary>
    /// <param name="names">The names, one per column.</param>
    /// <param name="columns">The columns, all of the same length.</param>
    /// <exception cref="ArgumentException">The numbers of names and columns differ, a name occurs twice, or the lengths differ.</exception>
    public static Table OfColumns(IReadOnlyList<string> names, IReadOnlyList<Vector> columns)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        if (names.Count != columns.Count)
            throw new ArgumentException($"{names.Count} names were given for {columns.Count} columns.", nameof(names));
        var rows = columns.Count == 0 ? 0 : columns[0].Count;
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Count != rows)
                throw new ArgumentException(
                    $"The column {names[i]} has {columns[i].Count} rows, {names[0]} has {rows}: all must have the same length.",
                    nameof(columns));
        return new Table(names, columns, [.. Enumerable.Range(1, rows)]);
    }

    /// <summary>A table with cells of text, as in a CSV file.</summary>
    /// <param name="names">The names, one per column.</param>
    /// <param name="rows">The rows, each with one cell per column.</param>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    /// <exception cref="InvalidDataException">A row has another number of cells.</exception>
    public static Table OfText(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(rows);
        for (var row = 0; row < rows.Count; row++)
            if (rows[row].Count != names.Count)
                throw new InvalidDataException(
                    $"Row {row + 1} has {rows[row].Count} cells; there are {names.Count} columns: {string.Join(", ", names)}.");
        object[] columns = [.. names.Select((_, column) => rows.Select(row => row[column]).ToArray())];
        return new Table(names, columns, [.. Enumerable.Range(1, rows.Count)]);
    }

    /// <summary>
    /// Reads a file of separated values whose first line names the columns; cells may be enclosed in double quotes. Messages name the file.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="delimiter">What separates the columns, default a comma.</param>
    /// <exception cref="InvalidDataException">
    /// The file is empty, a row has another number of cells, a quotation mark is not closed, or another delimiter separates the columns.
    /// </exception>
    /// <exception cref="ArgumentException">The delimiter is a letter of no use for that, or a name occurs twice.</exception>
    public static Table ReadCsv(string path, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(path);
        // It may be a pipe into which nobody writes.
        var read = Interruption.Await(() => new SeparatedValues(path, delimiter));
        return new Table(read.Names, read.Columns, [.. Enumerable.Range(1, read.RowCount)], $" of {Path.GetFileName(path)}");
    }

    /// <summary>Whether the table has a column of this name.</summary>
    /// <param name="name">The name, in any case.</param>
    public bool Has(string name) => _columns.ContainsKey(name);

    /// <summary>A column as finite numbers, one per row.</summary>
    /// <param name="name">One of <see cref="ColumnNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A cell is empty or not a finite number; the message names its row and column.</exception>
    public Vector Numbers(string name)
    {
        var column = Column(name);
        var numbers = column as Vector ?? Vector.Init(RowCount, row => Parse(((string[])column)[row], RowName(row), name));
        for (var row = 0; row < numbers.Count; row++)
            if (!double.IsFinite(numbers[row]))
                throw CellError(RowName(row), name, $"is {Text(numbers[row])}", "a finite number");
        return numbers;
    }

    /// <summary>A column as class names, one per row; numbers, however written, become their shortest invariant form: 1.0 is 1.</summary>
    /// <param name="name">One of <see cref="ColumnNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A cell is empty, NaN or infinite; the message names its row and column.</exception>
    public ReadOnlyCollection<string> Labels(string name)
    {
        string[] labels = [.. Texts(name)];
        for (var row = 0; row < labels.Length; row++)
        {
            if (string.IsNullOrWhiteSpace(labels[row])) throw CellError(RowName(row), name, "is empty", "a class");
            if (!TryNumber(labels[row], out var number)) continue;
            if (!double.IsFinite(number))
                throw CellError(RowName(row), name, $"is {labels[row]}", "a class, by a finite number or by a name");
            labels[row] = Text(number);
        }
        return [.. labels];
    }

    /// <summary>A column as texts, one per row, as they were given; numbers are converted to their shortest invariant form.</summary>
    /// <param name="name">One of <see cref="ColumnNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public ReadOnlyCollection<string> Texts(string name) => Column(name) is Vector numbers
        ? [.. numbers.AsSeq().Select(Text)]
        : [.. (string[])Column(name)];

    /// <summary>A table with some of the rows, which keep their numbers.</summary>
    /// <param name="indices">The indices of the rows, from 0, in any order.</param>
    public Table Rows(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        object Pick(object column) => column is Vector numbers
            ? Vector.Init(indices.Count, i => numbers[indices[i]])
            : indices.Select(i => ((string[])column)[i]).ToArray();
        return new Table(ColumnNames, [.. ColumnNames.Select(name => Pick(_columns[name]))], [.. indices.Select(i => _numbers[i])],
            _place);
    }

    /// <summary>The rows that have one of the given labels in a column.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="labels">The labels to select.</param>
    public Table Where(string name, params string[] labels)
    {
        var column = Labels(name);
        return Rows([.. Enumerable.Range(0, RowCount).Where(row => labels.Contains(column[row]))]);
    }

    /// <summary>A table with one more column of numbers.</summary>
    internal Table With(string name, Vector numbers) =>
        new([.. ColumnNames, name], [.. ColumnNames.Select(Column), numbers], _numbers, _place);

    /// <summary>A random share of the rows, for example to hold out; <see cref="Rest"/> returns the others.</summary>
    /// <param name="share">The fraction of the rows, above 0 and below 1; their number is rounded, and at least 1.</param>
    /// <param name="key">The source of the randomness.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public Table Share(double share, Key key) => Rows([.. Drawn(share, key).Order()]);

    /// <summary>The rows that <see cref="Share"/> does not return for the same share and key.</summary>
    /// <param name="share">The fraction of the rows that is left out, above 0 and below 1.</param>
    /// <param name="key">The source of the randomness.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public Table Rest(double share, Key key) => Rows([.. Enumerable.Range(0, RowCount).Except(Drawn(share, key))]);

    /// <summary>A number in the form of messages.</summary>
    internal static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The range of all rows, for messages.</summary>
    internal string Extent =>
        (RowCount == 1 ? $"in row {_numbers[0]}" : $"from row {_numbers[0]} to row {_numbers[^1]}") + _place;

    /// <summary>A row in messages: its number, from 1, and the file that it was read from.</summary>
    internal string RowName(int row) => $"Row {_numbers[row]}{_place}";

    /// <summary>The number that a row has in messages.</summary>
    internal int NumberOf(int row) => _numbers[row];

    /// <summary>The error of a cell.</summary>
    /// <param name="row">The row as <see cref="RowName"/> has it.</param>
    /// <param name="column">The name of the column.</param>
    /// <param name="what">What is wrong, such as <c>is empty</c>.</param>
    /// <param name="right">What would be right, such as <c>a number</c>.</param>
    internal static InvalidDataException CellError(string row, string column, string what, string right) =>
        new($"{row}, column {column} {what}: it must be {right}.") { Data = { ["Column"] = column } };

    private int[] Drawn(double share, Key key)
    {
        if (share is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of rows must be above 0 and below 1.");
        return key.Permutation(RowCount)[..Math.Clamp((int)Math.Round(share * RowCount), 1, Math.Max(1, RowCount - 1))];
    }

    private object Column(string name) => _columns.TryGetValue(name, out var column)
        ? column
        : throw new ArgumentException($"There is no column {name}; the columns are {string.Join(", ", ColumnNames)}.", nameof(name));

    private static double Parse(string cell, string row, string column)
    {
        if (string.IsNullOrWhiteSpace(cell)) throw CellError(row, column, "is empty", "a number");
        return TryNumber(cell, out var number) ? number : throw NotANumber(row, column, cell);
    }

    /// <summary>The error of a text that is used as a number, with what to do about a date or a truth value.</summary>
    internal static InvalidDataException NotANumber(string row, string column, string cell) => CellError(row, column, $"is '{cell}'",
        bool.TryParse(cell, out _) ? "a number: write 1 for True and 0 for False"
        : IsDate(cell) ? "a number: of a date take its distance from another, as in ($date - $first).TotalDays, or its Ticks"
        : "a number with a decimal point");

    /// <summary>Whether a text is a number in invariant form.</summary>
    internal static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    /// <summary>Whether a text is a date or a time of day, and not just a word that begins like one.</summary>
    internal static bool IsDate(string text) =>
        text.Count(char.IsAsciiDigit) >= 4 && DateTime.TryParse(text, CultureInfo.InvariantCulture, out _);
}
