using System.Globalization;
using PSOptimize.Objectives;

namespace PSOptimize.Presentation;

/// <summary>What the columns of the coordinates are called.</summary>
internal static class CoordinateNames
{
    /// <summary>The names that the objective gives, else x0, x1, ….</summary>
    public static IReadOnlyList<string> Of(Objective objective, int dimension) => objective.CoordinateNames.Count > 0
        ? objective.CoordinateNames
        : [.. Enumerable.Range(0, dimension).Select(i => "x" + i.ToString(CultureInfo.InvariantCulture))];
}
