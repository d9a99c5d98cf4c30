using System.Globalization;
using System.Management.Automation;
using PSOptimize.Binding;

namespace PSOptimize.Grids;

/// <summary>
/// The columns of a table of experiments that are no parameters. One whose name is nearly that of a parameter is taken for a mistake; the
/// others, such as notes, go with their runs.
/// </summary>
internal static class TableColumns
{
    /// <summary>The cells of a row that are no parameters.</summary>
    /// <param name="row">The row.</param>
    /// <param name="parameters">The names of all parameters.</param>
    /// <param name="misspelt">Receives the first name that was probably meant to be a parameter, and that parameter, or null.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(
        PSObject row, IReadOnlyCollection<string> parameters, out (string Column, string Parameter)? misspelt)
    {
        misspelt = null;
        var known = parameters.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var cells = new List<KeyValuePair<string, string>>();
        foreach (var property in row.Properties)
        {
            var name = property.Name;
            // What an earlier run has brought is no parameter and no note.
            if (known.Contains(name) || RunRow.Results.Contains(name)) continue;
            if (name.StartsWith("Start.", StringComparison.OrdinalIgnoreCase)) continue;
            if (misspelt is null && Meant(name, parameters) is { } parameter) misspelt = (name, parameter);
            cells.Add(KeyValuePair.Create(name, Convert.ToString(property.Value, CultureInfo.InvariantCulture) ?? ""));
        }
        return cells;
    }

    /// <summary>The parameter that a name probably means: two thirds of its letters are the same, or it is a word of the name.</summary>
    private static string? Meant(string name, IReadOnlyCollection<string> parameters)
    {
        if (name.Length < 4) return null;
        var plain = string.Concat(name.Where(char.IsLetterOrDigit));
        var whole = parameters.FirstOrDefault(parameter => parameter.EndsWith(plain, StringComparison.OrdinalIgnoreCase)
            && (parameter.Length == plain.Length || char.IsUpper(parameter[^plain.Length])));
        if (whole is not null) return whole;
        return NearestName.Near(plain, parameters);
    }
}
