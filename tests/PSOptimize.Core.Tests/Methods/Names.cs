using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;

namespace PSOptimize.Tests.Methods;

/// <summary>The methods of the catalogue, by name for the cases of theories.</summary>
internal static class Names
{
    public static TheoryData<string> Where(Func<Method, bool> condition) =>
        [.. Method.Catalogue.All.Where(entry => condition(entry.Default)).Select(entry => entry.Name)];

    public static TheoryData<string> FirstOrder(Func<FirstOrderMethod, bool>? condition = null) =>
        Where(method => method is FirstOrderMethod chain && condition?.Invoke(chain) != false);

    public static FirstOrderMethod FirstOrder(string name) => (FirstOrderMethod)Method.Catalogue.Find(name)!.Default;
}
