using PSOptimize.Methods.Chains;

namespace PSOptimize.Binding;

/// <summary>Completes the names of transformations.</summary>
public sealed class TransformationCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Names => Transformation.Catalogue.All.Select(entry =>
        (entry.Name, string.Join(", ", entry.Parameters.Select(parameter => parameter.Name))));
}
