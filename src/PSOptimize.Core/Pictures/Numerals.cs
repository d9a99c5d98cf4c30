using System.Globalization;

namespace PSOptimize.Pictures;

/// <summary>Numbers in a short, readable form.</summary>
internal static class Numerals
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A number with at most four digits; large and small ones with a power of ten, such as 2·10⁻⁵.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture).Replace("Infinity", "∞", StringComparison.Ordinal);
        var size = Math.Abs(value);
        if (size == 0 || size is >= 1e-3 and < 1e5)
            return value.ToString(size < 1000 ? "G4" : "0.#", CultureInfo.InvariantCulture).Replace('-', '−');
        var parts = value.ToString("0.##e0", CultureInfo.InvariantCulture).Split('e');
        var power = string.Concat(parts[1].Select(c => c == '-' ? '⁻' : Superscripts[c - '0']));
        return (parts[0] switch { "1" => "", "-1" => "−", var digits => digits.Replace('-', '−') + "·" }) + "10" + power;
    }
}
