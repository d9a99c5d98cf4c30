using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.DerivativeFree;

/// <summary>The methods without gradients, as the catalogue has them.</summary>
internal static class Searches
{
    public static IReadOnlyList<Entry<Method>> All { get; } =
        [.. Method.Catalogue.All.Where(entry => entry.Default.Needs == Information.Value)];

    public static TheoryData<string> Names => [.. All.Select(entry => entry.Name)];

    /// <summary>A start that fits the method: one coordinate for those that search a line.</summary>
    public static Vector Point(Method method, params double[] coordinates) =>
        Vector.Create(method.Dimension > 0 ? coordinates[..method.Dimension] : coordinates);

    public static Method Named(string name) => Method.Catalogue.Find(name)!.Default;
}
