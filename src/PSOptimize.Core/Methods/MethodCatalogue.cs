namespace PSOptimize.Methods;

/// <summary>All methods there are, found by their types: a record that derives from <see cref="Method"/> is in it.</summary>
public static class MethodCatalogue
{
    private static readonly Lazy<ReadOnlyCollection<MethodEntry>> Entries = new(() => [.. typeof(Method).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(Method)) && !type.IsAbstract && type.GetConstructor([]) is not null)
        .Select(type => new MethodEntry(type))
        .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)]);

    /// <summary>Every method, by name.</summary>
    public static ReadOnlyCollection<MethodEntry> All => Entries.Value;

    /// <summary>The entry of a name, whatever its case; nothing where there is none.</summary>
    /// <param name="name">For example <c>Adam</c>.</param>
    public static MethodEntry? Find(string name) => All.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
