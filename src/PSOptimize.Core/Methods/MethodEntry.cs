using System.Reflection;

namespace PSOptimize.Methods;

/// <summary>A method in the catalogue: what it is called, what it takes, where it comes from.</summary>
public sealed class MethodEntry
{
    private readonly Type _type;

    internal MethodEntry(Type type)
    {
        _type = type;
        Default = (Method)Activator.CreateInstance(type)!;
        var about = type.GetCustomAttribute<AboutAttribute>();
        (Summary, Reference) = (about?.Summary ?? "", about?.Reference ?? "");
        Hyperparameters = [.. type.GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true } && property.Name != nameof(Method.Label))
            .Select(property => new Hyperparameter(property.Name, property.PropertyType, property.GetValue(Default)))];
    }

    /// <summary>The name by which the method is chosen.</summary>
    public string Name => Default.Name;

    /// <summary>The update rule in one line.</summary>
    public string Summary { get; }

    /// <summary>Author, year, and where in the paper.</summary>
    public string Reference { get; }

    /// <summary>What can be set, with the defaults.</summary>
    public IReadOnlyList<Hyperparameter> Hyperparameters { get; }

    /// <summary>The method with all defaults.</summary>
    public Method Default { get; }

    /// <summary>The method with some hyperparameters set; the others have their defaults.</summary>
    /// <param name="values">By name, of the hyperparameter's type.</param>
    /// <exception cref="ArgumentException">There is no such hyperparameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message says what would be right.</exception>
    public Method Create(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var method = (Method)Activator.CreateInstance(_type)!;
        foreach (var (name, value) in values)
        {
            var known = name == nameof(Method.Label) || Hyperparameters.Any(parameter => parameter.Name == name);
            if (!known)
                throw new ArgumentException(
                    $"{Name} has no hyperparameter {name}: it has {string.Join(", ", Hyperparameters.Select(parameter => parameter.Name))}.", nameof(values));
            // The method is still nobody else's, so that setting an init-only property is construction.
            _type.GetProperty(name)!.SetMethod!.Invoke(method, BindingFlags.DoNotWrapExceptions, null, [value], null);
        }
        return method;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
