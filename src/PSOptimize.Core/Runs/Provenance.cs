namespace PSOptimize.Runs;

/// <summary>
/// Where a run comes from: what identifies it among others, the row of the table that asked for it, and the machine that made it. An
/// immutable value that the caller of a run provides; the core itself reads no clock and no name of a machine.
/// </summary>
public sealed record Provenance
{
    /// <summary>Of a run that nobody gave an origin.</summary>
    public static Provenance None { get; } = new();

    /// <summary>The identity of the run; empty if it has none.</summary>
    public Guid Id { get; init; }

    /// <summary>When the run began; default if that is not known.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The seed of the run; null if it is not known.</summary>
    public long? Seed { get; init; }

    /// <summary>The names of the hyperparameters that were given, rather than left at their defaults.</summary>
    public ReadOnlyCollection<string> Given { get; init; } = [];

    /// <summary>
    /// The columns of the table of experiments that are no parameters, such as a note or the number of a trial, with their texts; the
    /// order is that of the table.
    /// </summary>
    public ReadOnlyCollection<KeyValuePair<string, string>> Row { get; init; } = [];

    /// <summary>The name of the machine; empty if it is not known.</summary>
    public string Host { get; init; } = "";

    /// <summary>
    /// The runtime and the width of its vector registers, on which the last bit of a sum may depend: <c>.NET 10.0.1, 256 bits</c>.
    /// </summary>
    public string Runtime { get; init; } = "";

    /// <summary>The version of the module that made the run; empty if it is not known.</summary>
    public string ModuleVersion { get; init; } = "";

    /// <summary>Two are equal if all parts are.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(Provenance? other) => other is not null
        && (Id, Started, Seed, Host, Runtime, ModuleVersion)
            == (other.Id, other.Started, other.Seed, other.Host, other.Runtime, other.ModuleVersion)
        && Given.SequenceEqual(other.Given) && Row.SequenceEqual(other.Row);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Started, Seed);
}
