using System.Collections.Concurrent;
using System.Reflection;

namespace PSOptimize.Catalogues;

/// <summary>
/// What a kind of record takes, and how one is made: by the constructor whose every argument is a property, and the other properties that
/// can be set; or by a function, whose arguments are the parameters. Each type is read once.
/// </summary>
internal sealed class Description
{
    private static readonly ConcurrentDictionary<Type, Description> Known = new();

    // Null if nothing but code can make one.
    private readonly MethodBase? _maker;
    private readonly int _positional;
    private readonly bool _isPrimary;
    private readonly Dictionary<string, Parameter> _byName;
    private readonly Lazy<object?> _default;

    /// <summary>What a record takes.</summary>
    private Description(Type type)
    {
        // A property that hides one of a base comes before it.
        var all = type.GetProperties(BindingFlags.Instance | BindingFlags.Public);
        PropertyInfo[] properties = [.. all.DistinctBy(property => property.Name, StringComparer.OrdinalIgnoreCase)];
        PropertyInfo? Named(ParameterInfo argument) =>
            Array.Find(properties, property => property.Name.Equals(argument.Name, StringComparison.OrdinalIgnoreCase));

        _maker = type.GetConstructors()
            .Where(constructor => Array.TrueForAll(constructor.GetParameters(), argument => Named(argument) is not null))
            .MaxBy(constructor => constructor.GetParameters().Length);
        var arguments = _maker?.GetParameters() ?? [];
        // What a family has before what is of the record alone.
        var others = properties.Where(property => property.SetMethod is { IsPublic: true })
            .Except(arguments.Select(argument => Named(argument)!)).OrderBy(property => Depth(property.DeclaringType));
        static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);

        _positional = arguments.Length;
        // A primary constructor comes with a method that takes the record apart again; any other one sets properties by itself, and later.
        _isPrimary = type.GetMethod("Deconstruct", [.. arguments.Select(argument => argument.ParameterType.MakeByRefType())]) is not null;
        Parameters =
        [
            .. arguments.Select(argument => new Parameter(Named(argument)!, argument)),
            .. others.Select(property => new Parameter(property, () => _default!.Value is { } made ? property.GetValue(made) : null))
                .OrderBy(parameter => parameter.SharedBy.Length > 0),
        ];
        _byName = Parameters.ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        _default = new(() => _maker is null || Parameters.Any(parameter => parameter.IsMandatory) ? null : Create(type.Name, []));
    }

    /// <summary>What a function takes.</summary>
    public Description(MethodInfo function)
    {
        _maker = function;
        Parameters = [.. function.GetParameters().Select(argument => new Parameter(argument))];
        _positional = Parameters.Count;
        _byName = Parameters.ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        _default = new(() => Create(function.Name, []));
    }

    /// <summary>Some of the properties that another one sets.</summary>
    private Description(Description other, Func<string, bool> has)
    {
        _maker = other._maker;
        Parameters = [.. other.Parameters.Where(parameter => has(parameter.Name))];
        _byName = Parameters.ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        _default = other._default;
    }

    /// <summary>The parameters, those of the constructor first, those that a whole kind has last.</summary>
    public ReadOnlyCollection<Parameter> Parameters { get; }

    /// <summary>What is made if nothing is given; null if something has to be.</summary>
    public object? Default => _default.Value;

    /// <summary>What a type of records takes.</summary>
    public static Description Of(Type type) => Known.GetOrAdd(type, static type => new Description(type));

    /// <summary>The same with some of its parameters only; the others have their defaults. Its constructor takes none.</summary>
    public Description Only(Func<string, bool> has) => new(this, has);

    /// <summary>The parameter of a name, whatever its case.</summary>
    public Parameter? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A record, or what the function gives.</summary>
    /// <param name="what">What it is called in messages.</param>
    /// <param name="values">By name; the others have their defaults.</param>
    public object Create(string what, IEnumerable<KeyValuePair<string, object?>> values)
    {
        var given = Given(what, values);
        if (Parameters.FirstOrDefault(parameter => parameter.IsMandatory && !given.ContainsKey(parameter)) is { } missing)
            throw new ArgumentException($"{what} needs {missing.Name}.", nameof(values));
        object?[] arguments = [.. Parameters.Take(_positional).Select(parameter => given.GetValueOrDefault(parameter, parameter.Default))];
        var made = _maker switch
        {
            ConstructorInfo constructor => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null),
            { } function => function.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!,
            null => throw new InvalidOperationException($"Only code can make {what}: its constructor takes more than its properties."),
        };
        foreach (var parameter in Parameters.Skip(_positional))
            if (given.TryGetValue(parameter, out var value)) parameter.Set(made, value);
        return made;
    }

    /// <summary>Sets parameters of a record that nobody else has yet.</summary>
    public void Set(string what, object made, IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach (var (parameter, value) in Given(what, values)) parameter.Set(made, value);
    }

    /// <summary>Throws unless a record may have what its primary constructor was given.</summary>
    public void CheckPositional(Parameterized record)
    {
        for (var i = 0; _isPrimary && i < _positional; i++) Parameters[i].Check(Parameters[i].ValueOf(record));
    }

    private Dictionary<Parameter, object?> Given(string what, IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var given = new Dictionary<Parameter, object?>();
        foreach (var (name, value) in values)
        {
            var parameter = Find(name) ?? throw Unknown(name);
            given[parameter] = parameter.Converted(value, what);
        }
        return given;

        ArgumentException Unknown(string name) => new(Parameters.Count == 0
            ? $"{what} has no parameters; {name} was given."
            : $"{what} has no parameter {name}: it has {string.Join(", ", Parameters.Select(own => own.Name))}.", nameof(values));
    }
}
