using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.DerivativeFree;

/// <summary>The methods without gradients, as the catalogue has them.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<MethodEntry> All { get; } = [.. MethodCatalogue.All.Where(entry => Starting(entry.Default) is TrialState)];

    public static TheoryData<string> Names => [.. All.Select(entry => entry.Name)];

    /// <summary>A start that fits the method: one coordinate for those that search a line.</summary>
    public static Vector Point(Method method, params double[] coordinates) =>
        Vector.Create(method.Dimension > 0 ? coordinates[..method.Dimension] : coordinates);

    public static Method Bounded(string name, Box box) => MethodCatalogue.Find(name)!.Create([new("Bounds", box)]);

    private static State? Starting(Method method) => method.Wants == PSOptimize.Objectives.Wants.Value ? method.Start(Point(method, 1, 2)) : null;
}
