using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Objectives.Regression;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>Makes a table from the objects of a pipeline, for example from Import-Csv: their properties are its columns.</summary>
internal static class TableFactory
{
    public static Table Of(IReadOnlyList<PSObject> rows)
    {
        if (rows.Count == 0) return Table.OfColumns([], []);
        string[] names = [.. rows.SelectMany(Names).Distinct(StringComparer.OrdinalIgnoreCase)];
        var cells = rows.Select(row => names.Select(name => Cell(row, name)).ToArray()).ToArray();
        if (cells.All(row => row.All(cell => ScriptFunction.TryNumber(cell, out _))))
        {
            var columns = names.Select((_, column) => Vector.OfSeq(cells.Select(row => Number(row[column]))));
            return Table.OfColumns(names, [.. columns]);
        }
        return Table.OfText(names, [.. cells.Select(row => row.Select(Text).ToArray())]);
    }

    /// <summary>The names of a row's columns; a cell that only other rows have is empty in it.</summary>
    private static IEnumerable<string> Names(PSObject row) => row.BaseObject is IDictionary dictionary
        ? dictionary.Keys.Cast<object>().Select(Text)
        : row.Properties.Where(property => property.IsGettable).Select(property => property.Name);

    private static object? Cell(PSObject row, string name)
    {
        var value = row.BaseObject is IDictionary dictionary ? dictionary[name] : row.Properties[name]?.Value;
        return value.Unwrap();
    }

    private static double Number(object? value) => ScriptFunction.TryNumber(value, out var number) ? number : double.NaN;

    private static string Text(object? value) =>
        value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
}
