using PSOptimize.Catalogues;

namespace PSOptimize.Methods.Chains;

/// <summary>All transformations there are, found by their types: a public record that derives from <see cref="Transformation"/> is in it.</summary>
public static class TransformationCatalogue
{
    private static readonly Lazy<ReadOnlyCollection<RecordEntry<Transformation>>> Entries = new(() => RecordEntry<Transformation>.All(""));

    /// <summary>Every transformation, by name.</summary>
    public static ReadOnlyCollection<RecordEntry<Transformation>> All => Entries.Value;

    /// <summary>The entry of a name, whatever its case; nothing where there is none.</summary>
    /// <param name="name">For example <c>ScaleByAdam</c>.</param>
    public static RecordEntry<Transformation>? Find(string name) => All.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
