namespace PSOptimize.Catalogues;

/// <summary>The records of a kind, found by their types: a public record that derives from it is in its catalogue.</summary>
internal static class Records
{
    private static readonly Lazy<Type[]> Exported = new(() =>
        [.. typeof(Records).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && !type.IsGenericType)]);

    /// <summary>The types that derive from a kind.</summary>
    public static IEnumerable<Type> Of<T>() where T : Parameterized => Exported.Value.Where(type => type.IsSubclassOf(typeof(T)));

    /// <summary>The entry of a type under a name.</summary>
    public static Entry<T> Entry<T>(Type type, string name, string? summary = null, string? reference = null, bool isListed = true,
        string? use = null)
        where T : Parameterized
        => new(name, Description.Of(type))
        {
            Summary = summary ?? "",
            Reference = reference ?? "",
            Use = use ?? "",
            Record = type,
            IsListed = isListed,
        };
}
