using System.Collections.ObjectModel;
using System.Management.Automation;
using PSOptimize.Methods;
using PSOptimize.Schedules;

namespace PSOptimize.Binding;

/// <summary>
/// The hyperparameters of all methods as parameters of a cmdlet: the union, whatever the method, so that the columns of a CSV file
/// bind to them by name.
/// </summary>
internal sealed class Hyperparameters : RuntimeDefinedParameterDictionary
{
    private static readonly Lazy<IReadOnlyList<(string Name, Type Type)>> Union = new(() =>
    [
        (nameof(Method.Label), typeof(string)),
        .. MethodCatalogue.All.SelectMany(entry => entry.Hyperparameters)
            .GroupBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => (group.Key, group.Select(parameter => parameter.Type).Distinct().Count() == 1 ? group.First().Type : typeof(object)))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal),
    ]);

    /// <summary>One parameter a hyperparameter, except those that the cmdlet already has under that name.</summary>
    public Hyperparameters(Type cmdlet)
    {
        foreach (var (name, type) in Union.Value)
            if (cmdlet.GetProperty(name) is null) Add(name, Parameter(name, type));
    }

    /// <summary>What was given: bound, and not an empty cell.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Given =>
    [
        .. Values.Where(parameter => parameter.IsSet && parameter.Value is not null)
            .Select(parameter => KeyValuePair.Create<string, object?>(parameter.Name, parameter.Value is SwitchParameter flag ? flag.ToBool() : parameter.Value)),
    ];

    /// <summary>The method with those of the given hyperparameters that it has.</summary>
    public static Method Apply(Method method, IEnumerable<KeyValuePair<string, object?>> given)
    {
        var own = Hyperparameter.Of(method).ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        return method.With(given
            .Where(value => value.Key == nameof(Method.Label) || own.ContainsKey(value.Key))
            .Select(value => value.Key == nameof(Method.Label) ? value : KeyValuePair.Create(own[value.Key].Name, Converted(value.Value, own[value.Key].Type))));
    }

    /// <summary>Whether the method has a hyperparameter of this name.</summary>
    public static bool Has(Method method, string name) =>
        name == nameof(Method.Label) || Hyperparameter.Of(method).Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static object? Converted(object? value, Type type) =>
        value is null || type.IsInstanceOfType(value) ? value : LanguagePrimitives.ConvertTo(value, type, System.Globalization.CultureInfo.InvariantCulture);

    private static RuntimeDefinedParameter Parameter(string name, Type type)
    {
        var attributes = new Collection<Attribute> { new ParameterAttribute { ValueFromPipelineByPropertyName = true } };
        if (type == typeof(Schedule)) attributes.Add(new ScheduleAttribute());
        if (type == typeof(bool)) attributes.Add(new FlagAttribute());
        if (type.IsPrimitive && type != typeof(bool)) attributes.Add(new NumberAttribute());
        var parameterType = type == typeof(bool) ? typeof(SwitchParameter)
            : type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type)
            : type;
        return new RuntimeDefinedParameter(name, parameterType, attributes);
    }
}
