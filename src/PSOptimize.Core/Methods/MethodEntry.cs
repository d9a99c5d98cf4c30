using System.Reflection;

namespace PSOptimize.Methods;

/// <summary>A method in the catalogue: what it is called, what it takes, where it comes from.</summary>
public sealed class MethodEntry
{
    internal MethodEntry(Type type)
    {
        Default = (Method)Activator.CreateInstance(type)!;
        var about = type.GetCustomAttribute<AboutAttribute>();
        (Summary, Reference) = (about?.Summary ?? "", about?.Reference ?? "");
        Hyperparameters = Hyperparameter.Of(Default);
    }

    /// <summary>The name by which the method is chosen.</summary>
    public string Name => Default.Name;

    /// <summary>The update rule in one line.</summary>
    public string Summary { get; }

    /// <summary>Author, year, and where in the paper.</summary>
    public string Reference { get; }

    /// <summary>What can be set, with the defaults.</summary>
    public ReadOnlyCollection<Hyperparameter> Hyperparameters { get; }

    /// <summary>The method with all defaults.</summary>
    public Method Default { get; }

    /// <summary>The method with some hyperparameters set; the others have their defaults.</summary>
    /// <param name="values">As for <see cref="Method.With"/>.</param>
    public Method Create(IEnumerable<KeyValuePair<string, object?>> values) => Default.With(values);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
