using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Objectives.Regression;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>
/// Makes a table from the objects of a pipeline, for example from Import-Csv: their properties are its columns. A cell that only other rows
/// have is empty in a row.
/// </summary>
internal static class TableFactory
{
    public static Table Of(IReadOnlyList<PSObject> rows)
    {
        List<string> names = [];
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        object?[][] cells = [.. rows.Select(row => CellsOf(row, names, places))];
        if (cells.All(row => row.Length == names.Count && row.All(cell => ScriptFunction.TryNumber(cell, out _))))
            return Table.OfColumns(names, [.. names.Select((_, column) => Vector.OfSeq(cells.Select(row => Number(row[column]))))]);
        return Table.OfText(names, [.. cells.Select(row => names.Select((_, i) => i < row.Length ? Text(row[i]) : "").ToArray())]);
    }

    /// <summary>The cells of a row in the order of the names, to which those that are new are added.</summary>
    private static object?[] CellsOf(PSObject row, List<string> names, Dictionary<string, int> places)
    {
        var cells = new List<object?>(names.Count);
        var next = 0;
        foreach (var (name, value) in Fields(row))
        {
            // Most rows have the same columns in the same order.
            var place = next < names.Count && ReferenceEquals(names[next], name) ? next : PlaceOf(name);
            while (cells.Count <= place) cells.Add(null);
            cells[place] = value.Unwrap();
            next = place + 1;
        }
        return [.. cells];

        int PlaceOf(string name)
        {
            if (!places.TryGetValue(name, out var place))
            {
                places[name] = place = names.Count;
                names.Add(name);
            }
            return place;
        }
    }

    private static IEnumerable<(string Name, object? Value)> Fields(PSObject row) => row.BaseObject is IDictionary dictionary
        ? dictionary.Keys.Cast<object>().Select(key => (Text(key), dictionary[key]))
        : row.Properties.Where(property => property.IsGettable).Select(property => (property.Name, (object?)property.Value));

    private static double Number(object? value) => ScriptFunction.TryNumber(value, out var number) ? number : double.NaN;

    private static string Text(object? value) =>
        value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
}
