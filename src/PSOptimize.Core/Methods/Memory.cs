using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// What a method remembers between two transitions beside its iterate: vectors and numbers by name, and the state of a method inside it if
/// there is one. It is data and nothing else: no hyperparameter, no function. Two memories are equal if all that is in them is.
/// </summary>
public sealed class Memory : IEquatable<Memory>
{
    private static readonly ReadOnlyDictionary<string, Vector> NoVectors = new Dictionary<string, Vector>().AsReadOnly();
    private static readonly ReadOnlyDictionary<string, double> NoNumbers = new Dictionary<string, double>().AsReadOnly();

    private Memory(ReadOnlyDictionary<string, Vector> vectors, ReadOnlyDictionary<string, double> numbers, State? inner) =>
        (Vectors, Numbers, Inner) = (vectors, numbers, inner);

    /// <summary>A memory of nothing.</summary>
    public static Memory Empty { get; } = new(NoVectors, NoNumbers, null);

    /// <summary>The vectors by name. A list of points is one vector, point after point.</summary>
    public ReadOnlyDictionary<string, Vector> Vectors { get; }

    /// <summary>The numbers by name.</summary>
    public ReadOnlyDictionary<string, double> Numbers { get; }

    /// <summary>The state of the method inside this one; null if there is none.</summary>
    public State? Inner { get; }

    /// <summary>A memory of the given vectors, numbers and inner state.</summary>
    /// <param name="vectors">By name, all different.</param>
    /// <param name="numbers">By name, all different.</param>
    /// <param name="inner">Null for none.</param>
    public static Memory Of(
        IEnumerable<KeyValuePair<string, Vector>> vectors, IEnumerable<KeyValuePair<string, double>> numbers, State? inner = null) =>
        new(new Dictionary<string, Vector>(vectors).AsReadOnly(), new Dictionary<string, double>(numbers).AsReadOnly(), inner);

    /// <inheritdoc/>
    public bool Equals(Memory? other) => other is not null && Equals(Inner, other.Inner)
        && Vectors.Count == other.Vectors.Count
        && Vectors.All(pair => other.Vectors.TryGetValue(pair.Key, out var vector) && pair.Value.Equals(vector))
        && Numbers.Count == other.Numbers.Count
        && Numbers.All(pair => other.Numbers.TryGetValue(pair.Key, out var number) && pair.Value.Equals(number));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Memory);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Vectors.Count, Numbers.Count, Inner);

    /// <summary>The names with what is remembered.</summary>
    public override string ToString() => string.Join(", ",
    [
        .. Vectors.Select(pair => $"{pair.Key} = {pair.Value}"),
        .. Numbers.Select(pair => FormattableString.Invariant($"{pair.Key} = {pair.Value}")),
        .. Inner is null ? (string[])[] : [$"Inner = {{ {Inner} }}"],
    ]);
}
