using PSOptimize.Methods;

namespace PSOptimize.Binding;

/// <summary>Completes the names of methods.</summary>
public sealed class MethodCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Names =>
        Method.Catalogue.All.Select(entry => (entry.Name, $"{entry.Use}\n{entry.Summary}"));
}
