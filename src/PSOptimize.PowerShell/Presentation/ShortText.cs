using System.Globalization;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>Numbers and points for the narrow columns of tables.</summary>
internal static class ShortText
{
    private const int Width = 11;
    private const int MostCoordinates = 4;

    /// <summary>A number in at most 11 characters: with six digits, or four if those would not fit.</summary>
    public static string Of(double number)
    {
        var text = number.ToString("G6", CultureInfo.InvariantCulture);
        return text.Length <= Width ? text : number.ToString("G4", CultureInfo.InvariantCulture);
    }

    /// <summary>A point with four digits per coordinate; only the first coordinates if there are many.</summary>
    public static string Of(Vector point)
    {
        var shown = point.AsSeq().Take(MostCoordinates).Select(number => number.ToString("G4", CultureInfo.InvariantCulture));
        return $"[{string.Join(' ', shown)}{(point.Count > MostCoordinates ? " …" : "")}]";
    }
}
