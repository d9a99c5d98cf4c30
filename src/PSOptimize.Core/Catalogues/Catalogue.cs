namespace PSOptimize.Catalogues;

/// <summary>All that there is of a kind, by name.</summary>
/// <typeparam name="T">The kind: methods, schedules, transformations, sets, test problems.</typeparam>
public sealed class Catalogue<T> where T : class
{
    private readonly Lazy<Entry<T>[]> _known;
    private readonly Lazy<ReadOnlyCollection<Entry<T>>> _all;

    /// <summary>A catalogue of entries that are made when they are needed.</summary>
    internal Catalogue(Func<IEnumerable<Entry<T>>> entries)
    {
        _known = new(() => [.. entries().OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)]);
        _all = new(() => [.. _known.Value.Where(entry => entry.IsListed)]);
    }

    /// <summary>Every entry, by name.</summary>
    public ReadOnlyCollection<Entry<T>> All => _all.Value;

    /// <summary>The entry of a name, whatever its case; null if there is none.</summary>
    /// <param name="name">For example <c>Adam</c>.</param>
    public Entry<T>? Find(string name) => All.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The entry of a name as files have it, also of one that is not listed.</summary>
    internal Entry<T>? Known(string name) => Array.Find(_known.Value, entry => entry.Name == name);

    /// <summary>The entry that makes records of a type.</summary>
    internal Entry<T>? Known(Type record) => Array.Find(_known.Value, entry => entry.Record == record);
}
