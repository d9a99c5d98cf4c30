using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Captured objects with properties, as they were when the objective was made.</summary>
internal sealed partial class CapturedTable(IReadOnlyList<object> rows)
{
    private readonly Dictionary<string, ScriptValue?> _columns = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<object> Rows { get; } = rows;

    /// <summary>A property of all rows; null if a row lacks it or has something other than a number there.</summary>
    public ScriptValue? Column(string name)
    {
        if (!_columns.TryGetValue(name, out var column))
            _columns.Add(name, column = NumbersOf([.. Rows.Select(row => PropertyOf(row, name))]));
        return column;
    }

    /// <summary>A captured value as the translator can use it; null if it cannot.</summary>
    public static ScriptValue? Capture(object? value)
    {
        var plain = value.Unwrap();
        switch (plain)
        {
            case null:
                return ScriptValue.Null.Value;
            case ScriptBlock block when block.Ast is System.Management.Automation.Language.ScriptBlockAst ast:
                return new ScriptValue.Block(ast);
            case string text:
                return NumbersOf([text]) is ScriptValue.Numbers one ? Arrays.NumberAt(one, 0) : null;
            case bool truth:
                return new ScriptValue.Boolean(truth);
            case IDictionary:
                return new ScriptValue.Row(new CapturedTable([plain]), 0);
            case IList list:
                return CaptureList([.. list.Cast<object?>()]);
            case PSCustomObject:
                return new ScriptValue.Row(new CapturedTable([value!]), 0);
        }

        return NumberOf(plain) is var (number, isInteger) ? new ScriptValue.Number(number, isInteger) : null;
    }

    private static ScriptValue? CaptureList(object?[] elements)
    {
        var plain = elements.Select(element => element.Unwrap()).ToArray();
        if (NumbersOf(elements) is { } numbers)
            return numbers;
        if (plain.All(element => element is PSCustomObject or IDictionary))
            return new ScriptValue.Rows(new CapturedTable(elements!));
        return MatrixOf([.. plain.Select(element => (element as IList)?.Cast<object?>().ToArray())]);
    }

    private static ScriptValue.Matrix? MatrixOf(object?[]?[] rows)
    {
        if (rows is not [{ Length: > 0 and var width }, ..] || rows.Any(row => row?.Length != width))
            return null;
        return rows.All(row => NumbersOf(row!) is ScriptValue.Numbers { Texts: false })
            && NumbersOf([.. rows.SelectMany(row => row!)]) is ScriptValue.Numbers cells
            ? new ScriptValue.Matrix(cells, rows.Length, width)
            : null;
    }

    private static ScriptValue? NumbersOf(object?[] elements)
    {
        if (elements.Length == 0)
            return ScriptValue.Items.None;
        var texts = elements.All(element => element.Unwrap() is string);
        var numbers = elements.Select(element => NumberOf(element.Unwrap(), texts)).ToArray();
        if (numbers.Any(number => number is null))
            return null;
        var flags = numbers.Select(number => number!.Value.IsInteger).ToArray();
        bool? isInteger = flags.All(flag => flag) ? true : flags.Any(flag => flag) ? null : false;
        return new ScriptValue.Numbers(Series.Of([.. numbers.Select(number => number!.Value.Value)]), isInteger,
            isInteger is null ? Series.Of([.. flags.Select(flag => flag ? 1.0 : 0.0)]) : null, texts);
    }

    private static (double Value, bool IsInteger)? NumberOf(object? value, bool asText = false) => value switch
    {
        double or float => (Convert.ToDouble(value, CultureInfo.InvariantCulture), false),
        int or short or byte or sbyte or ushort => (Convert.ToDouble(value, CultureInfo.InvariantCulture), true),
        string text when asText && PlainInteger().IsMatch(text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? (integer, true) : null,
        string text when asText && PlainNumber().IsMatch(text) => (double.Parse(text, CultureInfo.InvariantCulture), false),
        _ => null,
    };

    private static object? PropertyOf(object row, string name) => row.Unwrap() is IDictionary dictionary
        ? dictionary[name]
        : PSObject.AsPSObject(row).Properties[name]?.Value;

    [GeneratedRegex("^[+-]?[0-9]{1,10}$")]
    private static partial Regex PlainInteger();

    [GeneratedRegex("^[+-]?([0-9]+\\.[0-9]+|\\.[0-9]+|[0-9]+(\\.[0-9]+)?[eE][+-]?[0-9]+)$")]
    private static partial Regex PlainNumber();
}
