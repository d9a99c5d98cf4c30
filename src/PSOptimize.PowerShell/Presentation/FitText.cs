using System.Globalization;
using System.Text;

namespace PSOptimize.Presentation;

/// <summary>A fit as text: how good it is in two lines, then one line per parameter.</summary>
internal static class FitText
{
    private const int MostParameters = 40;

    public static string Of(FitMeasurement measured)
    {
        var text = new StringBuilder().Append(measured.Objective).Append(": ").Append(Count(measured.Rows, "row"));
        if (!measured.IsOfFittedRows)
            return text.Append(", not fitted").AppendLine().Append(Quality(measured)).Append(Predicted(measured)).ToString();
        text.Append(", ").Append(Count(measured.Parameters.Count, "parameter"));
        if (measured.Note.Length == 0) text.Append(", ").Append(Count(measured.DegreesOfFreedom, "degree")).Append(" of freedom");
        text.AppendLine().Append(Quality(measured));
        if (measured.Note.Length == 0) text.Append(Line(("AIC", measured.Aic), ("BIC", measured.Bic)));
        else text.Append("No standard errors: ").Append(measured.Note).AppendLine(".");
        return text.AppendLine().Append(Table(measured))
            .ToString().TrimEnd();
    }

    private static string Quality(FitMeasurement measured) => measured.IsOfFittedRows && measured.Note.Length == 0
        ? Line(("Loss", measured.Loss), ("χ²", measured.ChiSquared), ("reduced χ²", measured.ReducedChiSquared),
            ("R²", measured.RSquared), ("accuracy", measured.Accuracy))
        : Line(("Loss", measured.Loss), ("R²", measured.RSquared), ("accuracy", measured.Accuracy));

    private static string Predicted(FitMeasurement measured)
    {
        var shown = measured.Predictions.Take(4).Select(value => value is double number ? Short(number, 6) : value.ToString());
        return $"Predictions {string.Join(", ", shown)}{(measured.Predictions.Count > 4 ? ", …" : "")}: see .PredictionRows";
    }

    private static string Line(params (string Name, double Value)[] numbers)
    {
        var known = numbers.Where(number => !double.IsNaN(number.Value))
            .Select(number => $"{number.Name} {Short(number.Value, 6)}").ToList();
        return known.Count == 0 ? "" : string.Join(", ", known) + Environment.NewLine;
    }

    private static string Table(FitMeasurement measured)
    {
        var (parameters, without) = (measured.Parameters, measured.Note.Length > 0);
        var kind = measured.Interval == "Wald" ? "interval" : "profile";
        var interval = string.Create(CultureInfo.InvariantCulture, $"{100 * measured.Fit.Options.Confidence:0.##}% {kind}");
        List<string[]> rows = without
            ? [["Name", "Value"]]
            : [["Name", "Value", "StandardError", measured.Fit.IsSpreadEstimated ? "t" : "z", "P", interval, ""]];
        foreach (var parameter in parameters.Take(MostParameters))
            rows.Add(without || parameter.Note.Length > 0
                ? [parameter.Name, Short(parameter.Value, 8), without ? "" : parameter.Note]
                : [parameter.Name, Short(parameter.Value, 8), Short(parameter.StandardError, 4), Short(parameter.TValue, 4),
                    Short(parameter.PValue, 3), Short(parameter.Lower, 6), Short(parameter.Upper, 6)]);
        // A note takes the place of all numbers behind the value.
        int[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Length)).Select(c =>
            rows.Where(row => row.Length > c && (c < 2 || row.Length > 3)).Select(row => row[c].Length).DefaultIfEmpty().Max())];
        widths[0] = Math.Min(widths[0], 24);
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var line = new StringBuilder();
            for (var c = 0; c < row.Length; c++)
                line.Append(c == 0 ? Cut(row[c], widths[0])
                    : row.Length == 3 && c == 2 ? row[c] : row[c].PadLeft(widths[c])).Append("  ");
            text.AppendLine(line.ToString().TrimEnd());
        }
        if (parameters.Count > MostParameters)
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"… and {parameters.Count - MostParameters} more in .Parameters"));
        return text.ToString();
    }

    private static string Cut(string text, int width) =>
        text.Length <= width ? text.PadRight(width) : string.Concat(text.AsSpan(0, width - 1), "…");

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Short(double number, int digits) =>
        double.IsNaN(number) ? "–" : number.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
