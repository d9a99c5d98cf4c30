using PSOptimize.Catalogues;
using PSOptimize.Methods;

namespace PSOptimize.Binding;

/// <summary>The hyperparameters of all methods as parameters of a cmdlet, and how a method takes them.</summary>
internal static class Hyperparameters
{
    /// <summary>The parameters for a cmdlet: all hyperparameters, and the label.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="fromColumns">Whether columns of the pipeline bind to them by name.</param>
    public static DynamicParameters For(Type cmdlet, bool fromColumns = true) => new(cmdlet,
    [
        (nameof(Method.Label), typeof(string)),
        .. Method.Catalogue.All.SelectMany(entry => entry.Parameters).Select(parameter => (parameter.Name, parameter.Type)),
    ], fromColumns: fromColumns);

    /// <summary>The method with those of the given hyperparameters that it has.</summary>
    public static Method Apply(Method method, IReadOnlyList<KeyValuePair<string, object?>> given) => given.Count == 0 ? method
        : method.With(DynamicParameters.Typed(given.Where(value => Has(method, value.Key)), name => Parameter.Find(method, name)));

    /// <summary>The hyperparameters of methods, and their label; none if there are no methods.</summary>
    public static IEnumerable<Parameter> Of(IEnumerable<MethodChoice?> methods)
    {
        Method[] known = [.. methods.Select(choice => choice?.Method).OfType<Method>()];
        return known.SelectMany(method => Parameter.Of(method)).Concat(
            known.Select(method => Parameter.Find(method, nameof(Method.Label))).OfType<Parameter>());
    }

    /// <summary>Whether the method has a hyperparameter of this name.</summary>
    public static bool Has(Method method, string name) => Parameter.Find(method, name) is not null;
}
