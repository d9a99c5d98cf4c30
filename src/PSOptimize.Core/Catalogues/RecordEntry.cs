using System.Reflection;

namespace PSOptimize.Catalogues;

/// <summary>A kind of record in a catalogue: its name, and what it takes.</summary>
/// <typeparam name="T">The base of the records.</typeparam>
public sealed class RecordEntry<T> where T : class
{
    private readonly ConstructorInfo _constructor;
    private readonly PropertyInfo[] _settable;

    internal RecordEntry(Type type, string name)
    {
        Name = name;
        _constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        var positional = _constructor.GetParameters();
        _settable = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.SetMethod is { IsPublic: true } && !positional.Any(parameter => parameter.Name == property.Name))];
        Parameters =
        [
            .. positional.Select(parameter => new RecordParameter(parameter.Name!, parameter.ParameterType, !parameter.HasDefaultValue, Default(parameter))),
            .. _settable.Select(property => new RecordParameter(property.Name, property.PropertyType, false, null)),
        ];
    }

    /// <summary>The name by which it is chosen.</summary>
    public string Name { get; }

    /// <summary>What it takes, in order.</summary>
    public ReadOnlyCollection<RecordParameter> Parameters { get; }

    /// <summary>The parameter of a name, whatever its case; nothing where there is none.</summary>
    /// <param name="name">For example <c>LearningRate</c>.</param>
    public RecordParameter? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The record with the given values; the others have their defaults.</summary>
    /// <param name="values">By name, whatever its case, of the parameter's type.</param>
    /// <exception cref="ArgumentException">A name is unknown, or a parameter without default is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public T Create(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var given = new Dictionary<string, object?>(values, StringComparer.OrdinalIgnoreCase);
        if (given.Keys.FirstOrDefault(key => Find(key) is null) is { } unknown)
            throw new ArgumentException($"{Name} has no parameter {unknown}: it has {string.Join(", ", Parameters.Select(parameter => parameter.Name))}.", nameof(values));
        if (Parameters.FirstOrDefault(parameter => parameter.IsMandatory && !given.ContainsKey(parameter.Name)) is { } missing)
            throw new ArgumentException($"{Name} needs {missing.Name}.", nameof(values));

        var arguments = _constructor.GetParameters().Select(parameter => given.TryGetValue(parameter.Name!, out var value) ? value : Default(parameter));
        var record = (T)_constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [.. arguments], null);
        // The record is still nobody else's, so that setting an init-only property is construction.
        foreach (var property in _settable)
            if (given.TryGetValue(property.Name, out var value)) property.SetMethod!.Invoke(record, BindingFlags.DoNotWrapExceptions, null, [value], null);
        return record;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static ReadOnlyCollection<RecordEntry<T>> All(string suffix) => [.. typeof(T).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract && !type.IsGenericType)
        .Select(type => new RecordEntry<T>(type, suffix.Length > 0 && type.Name.EndsWith(suffix, StringComparison.Ordinal) ? type.Name[..^suffix.Length] : type.Name))
        .OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    // Reflection gives an enumeration's default as its number.
    private static object? Default(ParameterInfo parameter) => !parameter.HasDefaultValue ? null
        : parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, parameter.DefaultValue!)
        : parameter.DefaultValue;
}
