using System.Globalization;
using PSOptimize.Objectives;

namespace PSOptimize.Binding;

/// <summary>The names of the columns of coordinates.</summary>
internal static class CoordinateNames
{
    /// <summary>The names that the objective gives its coordinates, or x0, x1, … if it gives none.</summary>
    public static IReadOnlyList<string> Of(Objective objective, int dimension) => objective.CoordinateNames.Count > 0
        ? objective.CoordinateNames
        : [.. Enumerable.Range(0, dimension).Select(i => "x" + i.ToString(CultureInfo.InvariantCulture))];
}
