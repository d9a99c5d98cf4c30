using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Captured objects with properties, as they were when the objective was made.</summary>
internal sealed partial class CapturedTable(IReadOnlyList<object> rows)
{
    /// <summary>A list of objects of different kinds may have so many.</summary>
    private const int MostMixed = 256;

    private readonly Dictionary<string, ScriptValue?> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (IReadOnlyList<string> Words, Series Codes)?> _words = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<object> Rows { get; } = rows;

    /// <summary>A property of all rows; null if a row lacks it or has something other than a number there.</summary>
    public ScriptValue? Column(string name)
    {
        if (!_columns.TryGetValue(name, out var column))
            _columns.Add(name, column = NumbersOf([.. Rows.Select(row => PropertyOf(row, name).Unwrap())]));
        return column;
    }

    /// <summary>The texts that a property has in the rows, and which of them it is in each; null if it is not a text in all.</summary>
    public (IReadOnlyList<string> Words, Series Codes)? WordsOf(string name)
    {
        if (!_words.TryGetValue(name, out var column))
            _words.Add(name, column = Coded([.. Rows.Select(row => PropertyOf(row, name).Unwrap())]));
        return column;
    }

    /// <summary>A property of one row; null if the row lacks it, or if the translator can't use it.</summary>
    public ScriptValue? Cell(int row, string name) => PropertyOf(Rows[row], name) is { } value ? Capture(value)
        : Rows[row].Unwrap() is IDictionary table && table.Contains(name) ? ScriptValue.Null.Value : null;

    /// <summary>What a hashtable has for a key; null if the row is no hashtable.</summary>
    public ScriptValue? Entry(int row, object key) => Rows[row].Unwrap() is IDictionary table && (table is Hashtable || key is string)
        ? table[key] is { } value ? Capture(value) : ScriptValue.Null.Value
        : null;

    /// <summary>A captured value as the translator can use it; null if it cannot.</summary>
    public static ScriptValue? Capture(object? value)
    {
        var plain = value.Unwrap();
        switch (plain)
        {
            case null:
                return ScriptValue.Null.Value;
            case string text:
                return NumbersOf([text]) is ScriptValue.Numbers one && Arrays.NumberAt(one, 0) is ScriptValue.NumericText number
                    ? number with { Written = new ScriptValue.Text(text) }
                    : new ScriptValue.Text(text);
            case decimal constant:
                return new ScriptValue.Decimal(constant);
            case bool truth:
                return new ScriptValue.Boolean(truth);
            case IDictionary:
                return new ScriptValue.Row(new CapturedTable([plain]), 0);
            case double[,] or int[,]:
                return GridOf((Array)plain);
            case Array { Rank: > 1 }:
                return null;
            case IList list:
                var captured = CaptureList([.. list.Cast<object?>()]);
                return captured is ScriptValue.Numbers numbers && plain.GetType().GetElementType() is { } element
                    && element != typeof(object) ? numbers with { Element = element } : captured;
            case not null when IsRow(plain):
                return new ScriptValue.Row(new CapturedTable([value!]), 0);
        }

        return NumberOf(plain) is var (single, isInteger, width)
            ? new ScriptValue.Number(single, isInteger is { } known ? (Truth)known : null, width)
            : null;
    }

    /// <summary>Whether an object is read by the names of its properties: one of a script, or what a cmdlet made of rows.</summary>
    private static bool IsRow(object? plain) => plain is PSCustomObject or IDictionary or DictionaryEntry
        || plain?.GetType().FullName is "Microsoft.PowerShell.Commands.GroupInfo" or "Microsoft.PowerShell.Commands.GenericMeasureInfo";

    private static (IReadOnlyList<string> Words, Series Codes)? Coded(object?[] texts)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text is not string word || codes.Count > Folding.MostWords)
                return null;
            codes.TryAdd(word, codes.Count);
        }

        return ([.. codes.Keys], Series.Of([.. texts.Select(text => (double)codes[(string)text!])]));
    }

    private static ScriptValue? CaptureList(object?[] elements)
    {
        var plain = elements.Select(element => element.Unwrap()).ToArray();
        if (NumbersOf(plain) is { } numbers)
            return numbers;
        if (plain.All(IsRow))
            return new ScriptValue.Rows(new CapturedTable(elements!));
        if (MatrixOf([.. plain.Select(element => element is IList row and not Array { Rank: > 1 }
                ? row.Cast<object?>().Select(cell => cell.Unwrap()).ToArray() : null)]) is { } matrix)
            return matrix;
        if (elements.Length > MostMixed)
            return null;
        ScriptValue?[] captured = [.. elements.Select(Capture)];
        return captured.Contains(null) ? null : new ScriptValue.Items(captured!);
    }

    private static ScriptValue.Grid GridOf(Array cells) => new(
        new ScriptValue.Numbers(
            Series.Of([.. cells.Cast<object>().Select(cell => Convert.ToDouble(cell, CultureInfo.InvariantCulture))]), cells is int[,],
            Element: cells.GetType().GetElementType()),
        cells.GetLength(0), cells.GetLength(1));

    private static ScriptValue.Matrix? MatrixOf(object?[]?[] rows)
    {
        if (rows is not [{ Length: > 0 and var width }, ..] || rows.Any(row => row?.Length != width))
            return null;
        return rows.All(row => NumbersOf(row!) is ScriptValue.Numbers { Texts: false })
            && NumbersOf([.. rows.SelectMany(row => row!)]) is ScriptValue.Numbers cells
            ? new ScriptValue.Matrix(cells, rows.Length, width)
            : null;
    }

    /// <summary>An array of numbers, or of texts that read as numbers; null if it is neither.</summary>
    /// <param name="elements">The elements without their wrappers.</param>
    private static ScriptValue? NumbersOf(object?[] elements)
    {
        Interruption.Current.ThrowIfRequested();
        if (elements.Length == 0)
            return ScriptValue.Items.None;
        if (elements.Any(element => element is not (ValueType or string)))
            return null;
        var texts = elements.All(element => element is string);
        var numbers = elements.Select(element => NumberOf(element, texts)).ToArray();
        if (numbers.Any(number => number is null))
            return null;
        var flags = numbers.Select(number => number!.Value.IsInteger).ToArray();
        var isMixed = flags.Distinct().Count() > 1;
        return new ScriptValue.Numbers(
            Series.Of([.. numbers.Select(number => number!.Value.Value)]),
            isMixed ? null : flags[0],
            isMixed && flags.All(flag => flag is not null) ? Series.Of([.. flags.Select(flag => flag == true ? 1.0 : 0.0)]) : null,
            texts,
            Width: Arithmetic.Joined(numbers.Select(number => number!.Value.Width)),
            IsPlain: texts && elements.All(element => WrittenInteger().IsMatch((string)element!)));
    }

    /// <summary>A number with what is known of its type; see <see cref="ScriptValue.Number"/>.</summary>
    private static (double Value, bool? IsInteger, Width Width)? NumberOf(object? value, bool asText = false) => value switch
    {
        double number => (number, false, Width.Usual),
        float number => (number, false, Width.Other),
        int number => (number, true, Width.Usual),
        short or byte or sbyte or ushort or uint =>
            (Convert.ToDouble(value, CultureInfo.InvariantCulture), true, Arithmetic.WidthOf(value.GetType())),
        long and >= -Arithmetic.LargestExact and <= Arithmetic.LargestExact and var number => (number, true, Width.Long),
        // It can be used with doubles only.
        long number when (Int128)(double)number == number => (number, null, Width.Other),
        string text when asText && PlainInteger().IsMatch(text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                ? (integer, true, Width.Usual) : null,
        string text when asText && PlainNumber().IsMatch(text) => (double.Parse(text, CultureInfo.InvariantCulture), false, Width.Usual),
        _ => null,
    };

    private static object? PropertyOf(object row, string name) => row.Unwrap() is IDictionary dictionary
        ? dictionary[name]
        : PSObject.AsPSObject(row).Properties[name]?.Value;

    [GeneratedRegex("^(0|-?[1-9][0-9]*)$")]
    private static partial Regex WrittenInteger();

    [GeneratedRegex("^[+-]?[0-9]{1,10}$")]
    private static partial Regex PlainInteger();

    [GeneratedRegex("^[+-]?([0-9]+\\.[0-9]+|\\.[0-9]+|[0-9]+(\\.[0-9]+)?[eE][+-]?[0-9]+)$")]
    private static partial Regex PlainNumber();
}
