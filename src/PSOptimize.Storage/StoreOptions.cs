namespace PSOptimize.Storage;

/// <summary>How a store is opened.</summary>
public sealed record StoreOptions
{
    /// <summary>Whether the store is made where there is none; default true.</summary>
    public bool Create { get; init; } = true;

    /// <summary>How long to wait for another process that is writing to the same file, default 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a run counts as alive after its process was last heard of, default a minute. Its process renews the lease three times as
    /// often, whatever the run is doing.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);
}
