using System.Globalization;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>Reads numbers as files have them: with a decimal point whatever the culture, and with nothing where a cell is empty.</summary>
internal static class InvariantNumber
{
    /// <summary>The number in a value, if it is one or is the text of one.</summary>
    public static bool TryRead(object? value, out double number)
    {
        var plain = value.Plain();
        if (plain is not string text) return ScriptFunction.TryNumber(plain, out number);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The numbers of a text that separates them by spaces, semicolons, commas or line ends, with brackets or without: <c>0.1;3</c>.</summary>
    public static bool TryReadMany(string text, out double[] numbers)
    {
        var parts = text.Trim().TrimStart('[', '(').TrimEnd(']', ')').Split([' ', ';', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])) return false;
        return parts.Length > 0;
    }
}
