namespace PSOptimize.Catalogues;

/// <summary>A kind of something in a catalogue: what it is called, what it takes, where it comes from.</summary>
/// <typeparam name="T">What the catalogue is of.</typeparam>
public sealed class Entry<T> where T : class
{
    private readonly Description _description;
    private readonly Func<object, T> _finish;
    private readonly Lazy<T> _default;

    /// <summary>An entry of what a description makes.</summary>
    internal Entry(string name, Description description) : this(name, description, made => (T)made) { }

    /// <summary>An entry of what becomes of what a description makes.</summary>
    internal Entry(string name, Description description, Func<object, T> finish)
    {
        (Name, _description, _finish) = (name, description, finish);
        Parameters = [.. description.Parameters.Where(parameter => parameter.IsListed)];
        _default = new(() => Create([]));
    }

    /// <summary>The name by which it is chosen.</summary>
    public string Name { get; }

    /// <summary>What it does, in one line; empty for what says so itself.</summary>
    public string Summary { get; internal init; } = "";

    /// <summary>Author, year, and where in the paper; empty for what says so itself.</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>What it is good for; empty for what says so itself.</summary>
    public string Use { get; internal init; } = "";

    /// <summary>What it takes, what has to be given first.</summary>
    public ReadOnlyCollection<Parameter> Parameters { get; }

    /// <summary>The one with all defaults.</summary>
    /// <exception cref="ArgumentException">Something has to be given.</exception>
    public T Default => _default.Value;

    /// <summary>The parameter of a name, whatever its case; null if there is none.</summary>
    /// <param name="name">For example <c>LearningRate</c>.</param>
    public Parameter? Find(string name) =>
        Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The one with the given values; the others have their defaults.</summary>
    /// <param name="values">By name, whatever its case. Numbers of any type are converted.</param>
    /// <exception cref="ArgumentException">A name is unknown, what has to be given is missing, or a value is not of its type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the message says what would be right.</exception>
    public T Create(IEnumerable<KeyValuePair<string, object?>> values) => _finish(_description.Create(Name, values));

    /// <summary>The type of the record that has the parameters; null if a function makes what this is an entry of.</summary>
    internal Type? Record { get; init; }

    /// <summary>Whether it is one of those that are offered by name.</summary>
    internal bool IsListed { get; init; } = true;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
