using System.Globalization;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>Reads numbers as files contain them: with a decimal point, whatever the culture.</summary>
internal static class InvariantNumber
{
    /// <summary>Reads a value that is a number or the text of one.</summary>
    public static bool TryRead(object? value, out double number)
    {
        var plain = value.Unwrap();
        if (plain is not string text) return ScriptFunction.TryNumber(plain, out number);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>
    /// Reads the numbers of a text that separates them by spaces, semicolons, commas or line ends, with or without brackets: <c>0.1;3</c>.
    /// </summary>
    public static bool TryReadMany(string text, out double[] numbers)
    {
        var inside = text.Trim().TrimStart('[', '(').TrimEnd(']', ')');
        var parts = inside.Split([' ', ';', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])) return false;
        return parts.Length > 0;
    }
}
