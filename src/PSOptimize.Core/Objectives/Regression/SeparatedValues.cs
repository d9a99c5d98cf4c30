using System.Globalization;
using nietras.SeparatedValues;
using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The columns of a file of separated values: one whose cells are all finite numbers as these, any other as texts. So the rows are what
/// they would be if they came as texts, without one for each number.
/// </summary>
/// <remarks>
/// As <c>Import-Csv</c> reads them: empty lines and a line <c>#TYPE</c> above the names are left out, and a column without a name, such as
/// that of row names, is called H1. Different from it, a row with too few or too many cells is an error.
/// </remarks>
internal sealed class SeparatedValues
{
    private const int RowsBetweenLooks = 256;

    private static readonly char[] Customary = [',', ';', '\t', '|'];

    private readonly string _file;
    private readonly HashSet<int> _texts = [];

    /// <summary>Reads a file.</summary>
    public SeparatedValues(string path, char delimiter)
    {
        _file = Path.GetFileName(path);
        var options = OptionsFor(delimiter);
        // A column that is found not to be one of numbers is read again as texts.
        int known;
        do
        {
            known = _texts.Count;
            try
            {
                // It may be a pipe into which nobody writes.
                using var reader = Interruption.Await(() => options.FromFile(path));
                Read(reader, delimiter);
            }
            catch (NotSupportedException error)
            {
                // The longest row that the reader takes.
                throw new InvalidDataException($"{_file}: what follows row {RowCount} goes on for 16 million characters without an end of "
                    + "line. Close its quotation mark, or check that this is a file of separated values.", error);
            }
        }
        while (_texts.Count > known);
    }

    public IReadOnlyList<string> Names { get; private set; } = [];

    public int RowCount { get; private set; }

    /// <summary>A <see cref="Vector"/> or an array of texts for each name.</summary>
    public IReadOnlyList<object> Columns { get; private set; } = [];

    private static SepReaderOptions OptionsFor(char delimiter)
    {
        try
        {
            return Sep.New(delimiter).Reader(options => options with
            {
                HasHeader = false,
                Unescape = true,
                Trim = SepTrim.Outer,
                DisableColCountCheck = true,
            });
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException(
                $"'{delimiter}' cannot separate columns: take a comma, a semicolon, a tab, or another sign of ASCII.", nameof(delimiter),
                error);
        }
    }

    private void Read(SepReader reader, char delimiter)
    {
        (Names, RowCount) = ([], 0);
        List<double>[] numbers = [];
        List<string>[] texts = [];
        foreach (var row in reader)
        {
            if (row.ColCount == 1 && row.Span.IsWhiteSpace()) continue;
            CheckQuotes(row, delimiter);
            if (Names.Count == 0)
            {
                if (row.Span.StartsWith("#TYPE", StringComparison.Ordinal)) continue;
                Names = NamesIn(row, delimiter);
                numbers = [.. Names.Select(_ => new List<double>())];
                texts = [.. Names.Select(_ => new List<string>())];
                continue;
            }
            RowCount++;
            if (RowCount % RowsBetweenLooks == 0) Interruption.Current.ThrowIfRequested();
            if (row.ColCount != Names.Count)
                throw new InvalidDataException($"Row {RowCount} of {_file} has {row.ColCount} cell{(row.ColCount == 1 ? "" : "s")}; "
                    + $"there are {Names.Count} columns: {string.Join(", ", Names)}.");
            for (var column = 0; column < Names.Count; column++)
            {
                if (_texts.Contains(column)) texts[column].Add(row[column].ToString());
                else if (TryNumber(row[column], out var number)) numbers[column].Add(number);
                else _texts.Add(column);
            }
        }
        if (Names.Count == 0) throw new InvalidDataException($"{_file} is empty: its first line must name the columns.");
        Columns = [.. Names.Select((_, column) =>
            _texts.Contains(column) ? (object)texts[column].ToArray() : Vector.OfSeq(numbers[column]))];
    }

    private List<string> NamesIn(SepReader.Row row, char delimiter)
    {
        var first = row.Span.ToString();
        if (row.ColCount == 1 && Customary.FirstOrDefault(other => other != delimiter && first.Contains(other)) is var other and not '\0')
            throw new InvalidDataException($"The first line of {_file} is '{first}', which has no {NameOf(delimiter)}: "
                + $"if its columns are separated by {NameOf(other)}s, give that as the delimiter.");
        var (names, unnamed) = (new List<string>(), 0);
        for (var column = 0; column < row.ColCount; column++)
        {
            var name = row[column].ToString();
            names.Add(name.Length > 0 ? name : string.Create(CultureInfo.InvariantCulture, $"H{++unnamed}"));
        }
        return names;
    }

    private static string NameOf(char delimiter) => delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        _ => $"'{delimiter}'",
    };

    /// <summary>
    /// Refuses quotation marks that do not enclose whole cells: the reader would go on to the next of them, over the ends of lines.
    /// </summary>
    private void CheckQuotes(SepReader.Row row, char delimiter)
    {
        var rest = row.Span;
        if (!rest.Contains('"')) return;
        while (true)
        {
            rest = rest.TrimStart(' ');
            var quoted = rest.Length > 0 && rest[0] == '"';
            while (rest.Length > 0 && rest[0] == '"')
            {
                var length = rest[1..].IndexOf('"');
                if (length < 0) throw Quote("is not closed");
                rest = rest[(length + 2)..];
            }
            var end = rest.IndexOf(delimiter);
            var outside = end < 0 ? rest : rest[..end];
            if (quoted ? !outside.IsWhiteSpace() : outside.Contains('"')) throw Quote("stands within a cell");
            if (end < 0) return;
            rest = rest[(end + 1)..];
        }

        InvalidDataException Quote(string what) => new(
            $"{(Names.Count == 0 ? "The first line" : string.Create(CultureInfo.InvariantCulture, $"Row {RowCount + 1}"))} of {_file}: "
            + $"a quotation mark {what}. Such marks enclose whole cells, and are doubled within them.");
    }

    // The reader itself would take the comma of 1,5 for one between thousands.
    private static bool TryNumber(SepReader.Col cell, out double number)
    {
        number = 0;
        return !cell.Span.Contains(',') && cell.TryParse(out number) && double.IsFinite(number);
    }
}
