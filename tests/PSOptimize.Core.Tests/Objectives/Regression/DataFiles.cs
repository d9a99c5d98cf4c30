using System.Globalization;
using System.Text.Json;
using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>The data sets and reference solutions in the folder Data.</summary>
internal static class DataFiles
{
    public static Table Csv(string name) => Table.ReadCsv(Path.Combine("Data", name));

    public static JsonElement[] Solutions(string name) =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine("Data", name))).RootElement.GetProperty("solutions").EnumerateArray()];

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetDouble())];

    /// <summary>
    /// A NIST file: its data (y and x, or x1 and x2), two starts, and the certified parameters, standard deviations and sum of squares.
    /// </summary>
    public sealed record Nist(Table Data, Vector Start1, Vector Start2, Vector Certified, Vector Deviations, double SumOfSquares)
    {
        public static Nist Read(string name)
        {
            var lines = File.ReadAllLines(Path.Combine("Data", "nist", name + ".dat"));
            static double[] Parse(string line) =>
            [
                .. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Select(word => double.Parse(word, CultureInfo.InvariantCulture)),
            ];
            var parameters = lines.Where(line => line.TrimStart().StartsWith('b') && line.Contains(" = ", StringComparison.Ordinal))
                .Select(line => Parse(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..])).ToList();
            var sum = Parse(lines.First(line => line.StartsWith("Residual Sum of Squares:", StringComparison.Ordinal)).Split(':')[1])[0];
            var rows = lines.Skip(Array.FindLastIndex(lines, line => line.StartsWith("Data:", StringComparison.Ordinal)) + 1)
                .Where(line => line.Trim().Length > 0).Select(Parse).ToList();
            string[] names = rows[0].Length == 2 ? ["y", "x"] : ["y", "x1", "x2"];
            // The model of one file is that of log[y].
            if (lines.Any(line => line.Contains("log[y]", StringComparison.Ordinal))) rows.ForEach(row => row[0] = Math.Log(row[0]));
            var data = Table.OfColumns(names, [.. names.Select((_, column) => Vector.OfSeq(rows.Select(row => row[column])))]);
            return new Nist(data, Column(0), Column(1), Column(2), Column(3), sum);

            Vector Column(int index) => Vector.OfSeq(parameters.Select(row => row[index]));
        }
    }
}
