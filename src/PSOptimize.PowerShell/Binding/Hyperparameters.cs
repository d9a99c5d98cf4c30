using PSOptimize.Methods;

namespace PSOptimize.Binding;

/// <summary>The hyperparameters of all methods as parameters of a cmdlet, and how a method takes them.</summary>
internal static class Hyperparameters
{
    /// <summary>The parameters for a cmdlet: all hyperparameters, and the label.</summary>
    public static DynamicParameters For(Type cmdlet) => new(cmdlet,
    [
        (nameof(Method.Label), typeof(string)),
        .. MethodCatalogue.All.SelectMany(entry => entry.Hyperparameters).Select(parameter => (parameter.Name, parameter.Type)),
    ]);

    /// <summary>The method with those of the given hyperparameters that it has.</summary>
    public static Method Apply(Method method, IReadOnlyList<KeyValuePair<string, object?>> given)
    {
        if (given.Count == 0) return method;
        var types = Hyperparameter.Of(method).Append(new Hyperparameter(nameof(Method.Label), typeof(string), null))
            .ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        return method.With(given.Where(value => types.ContainsKey(value.Key))
            .Select(value => KeyValuePair.Create(types[value.Key].Name, DynamicParameters.Converted(value.Value, types[value.Key].Type))));
    }

    /// <summary>Whether the method has a hyperparameter of this name.</summary>
    public static bool Has(Method method, string name) =>
        name == nameof(Method.Label)
            || Hyperparameter.Of(method).Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
