using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.Objectives.Regression;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>
/// The columns that a model reads which is invoked as it is. A column of numbers is numbers; another one is text if that is what the model
/// takes it for, or if it neither looks like numbers nor like dates or truth values. Whatever else is read is an error that names row and
/// column, as in a model that is translated.
/// </summary>
/// <remarks>
/// To the curve all inputs are numbers, so a text is the index of its first appearance. Columns that are read by a name which is computed,
/// or through the row as a whole, cannot be told from the syntax: a cell among them that is bad becomes an error when it is read.
/// </remarks>
internal sealed class ModelColumns
{
    private readonly string[] _known;
    private readonly Dictionary<string, Kind> _kinds = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _errors = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _codes = [];
    private readonly List<(string Text, string Row)> _texts = [];
    private readonly HashSet<string> _named;
    private readonly bool _asWhole;

    /// <summary>The columns of a model.</summary>
    /// <param name="data">The rows to fit.</param>
    /// <param name="reads">Where the model reads a column by its name.</param>
    /// <param name="asWhole">Whether it also uses the row in another way.</param>
    public ModelColumns(Table data, IReadOnlyList<MemberExpressionAst> reads, bool asWhole)
    {
        _known = [.. data.ColumnNames];
        _asWhole = asWhole;
        var uses = reads.GroupBy(ModelFactory.NameOf, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, ColumnUses.Of, StringComparer.OrdinalIgnoreCase);
        _named = new HashSet<string>(uses.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (var name in asWhole ? uses.Keys.Union(_known, StringComparer.OrdinalIgnoreCase) : uses.Keys)
        {
            _kinds[name] = KindOf(data, name, uses.TryGetValue(name, out var use) ? use : null, out var error);
            if (error is not null) _errors[name] = error;
        }
        Inputs = [.. _kinds.Keys];
    }

    private enum Kind
    {
        Number,
        Text,
    }

    /// <summary>The names of the columns.</summary>
    public string[] Inputs { get; }

    /// <summary>Whether they are more than columns of numbers.</summary>
    public bool NeedReader => _asWhole || _kinds.ContainsValue(Kind.Text);

    /// <summary>
    /// A column of a table as numbers, or as the indices of its texts; NaN if the table lacks a column that the model may not need.
    /// </summary>
    public Vector Read(Table table, string name)
    {
        if (!table.Has(name) && !_named.Contains(name)) return Vector.Repeat(table.RowCount, double.NaN);
        if (_kinds[name] == Kind.Number) return table.Numbers(name);
        var texts = table.Texts(name);
        lock (_lock)
            return Vector.Init(texts.Count, row => CodeOf(texts[row], table.RowName(row)));
    }

    /// <summary>A row as the model sees it.</summary>
    /// <param name="values">One number per input.</param>
    public ModelRow Row(Vector values)
    {
        var row = new ModelRow(_known, _errors);
        for (var i = 0; i < Inputs.Length; i++)
            if (!double.IsNaN(values[i])) row[Inputs[i]] = _kinds[Inputs[i]] == Kind.Number ? values[i] : TextOf(values[i]).Text;
        if (_asWhole) row.ShowProperties();
        return row;
    }

    /// <summary>The error of a text that the model took for a number; null if the failure has another cause.</summary>
    /// <param name="failure">How the model failed.</param>
    /// <param name="values">The row, one number per input.</param>
    public InvalidDataException? ErrorOf(ScriptException failure, Vector values)
    {
        if (failure.InnerException is not RuntimeException { ErrorRecord.FullyQualifiedErrorId: var id }
            || !id.StartsWith("InvalidCast", StringComparison.Ordinal)) return null;
        for (var i = 0; i < Inputs.Length; i++)
        {
            if (_kinds[Inputs[i]] != Kind.Text || double.IsNaN(values[i])) continue;
            var (text, row) = TextOf(values[i]);
            if (failure.Message.Contains($"\"{text}\"", StringComparison.Ordinal)) return Table.NotANumber(row, Inputs[i], text);
        }
        return null;
    }

    private int CodeOf(string text, string row)
    {
        if (_codes.TryGetValue(text, out var code)) return code;
        _texts.Add((text, row));
        return _codes[text] = _texts.Count - 1;
    }

    private (string Text, string Row) TextOf(double code)
    {
        lock (_lock) return _texts[(int)code];
    }

    private static Kind KindOf(Table data, string name, ColumnUse? use, out string? error)
    {
        error = null;
        try
        {
            _ = data.Numbers(name);
            return Kind.Number;
        }
        catch (InvalidDataException bad)
        {
            if (use == ColumnUse.Text) return Kind.Text;
            if (use != ColumnUse.Number && data.Texts(name).All(IsWord)) return Kind.Text;
            if (use is not null) throw;
            error = bad.Message;
            return Kind.Text;
        }
    }

    /// <summary>Whether a text is nothing but a text: neither empty nor what PowerShell or a reader takes for a number or a date.</summary>
    private static bool IsWord(string text) => !string.IsNullOrWhiteSpace(text) && !LanguagePrimitives.TryConvertTo<double>(text, out _)
        && !bool.TryParse(text, out _) && !Table.IsDate(text);
}
