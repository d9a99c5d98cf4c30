using System.Reflection;
using PSOptimize.Methods;

namespace PSOptimize.Help;

/// <summary>A parameter of a cmdlet in one parameter set.</summary>
/// <param name="Name">Without the hyphen.</param>
/// <param name="Type">As PowerShell users know it.</param>
/// <param name="Description">What it means.</param>
/// <param name="Set">The parameter set, or nothing where it is in all.</param>
/// <param name="Mandatory">Whether it must be given.</param>
/// <param name="Position">From 0, or nothing.</param>
/// <param name="Pipeline">How it binds from the pipeline, in the words of Get-Help.</param>
/// <param name="IsHyperparameter">Whether it belongs to methods: there are too many of these for the syntax line.</param>
internal sealed record Parameter(
    string Name, string Type, string Description, string? Set, bool Mandatory, int? Position, string Pipeline, bool IsHyperparameter = false)
{
    public bool IsSwitch => Type == "SwitchParameter";

    public static IEnumerable<Parameter> Of(PropertyInfo property, Comments comments) =>
        Cmdlet.Attributes(property, "ParameterAttribute").Select(attribute =>
        {
            var named = attribute.NamedArguments.ToDictionary(argument => argument.MemberName, argument => argument.TypedValue.Value);
            return new Parameter(
                property.Name, Friendly(property.PropertyType), comments.Summary(property.DeclaringType, property.Name),
                (string?)named.GetValueOrDefault("ParameterSetName"), named.ContainsKey("Mandatory") && (bool)named["Mandatory"]!,
                (int?)named.GetValueOrDefault("Position"),
                PipelineText(named.ContainsKey("ValueFromPipeline"), named.ContainsKey("ValueFromPipelineByPropertyName")));
        });

    /// <summary>The hyperparameters of all methods, each with the words of the methods that have it.</summary>
    public static IEnumerable<Parameter> Hyperparameters(Comments comments) => MethodCatalogue.All
        .SelectMany(entry => entry.Hyperparameters.Select(hyperparameter => (entry, hyperparameter)))
        .GroupBy(pair => pair.hyperparameter.Name)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group =>
        {
            var meanings = group.GroupBy(pair => comments.Summary(pair.entry.Default.GetType(), group.Key)).ToList();
            var text = string.Join(" ", meanings.Select(meaning => meanings.Count == 1 && group.Count() == MethodCatalogue.All.Count
                ? meaning.Key
                : $"{string.Join(", ", meaning.Select(pair => pair.entry.Name))}: {meaning.Key}"));
            return new Parameter(group.Key, Friendly(group.First().hyperparameter.Type), text, null, false, null, PipelineText(false, true), IsHyperparameter: true);
        });

    private static string PipelineText(bool byValue, bool byName) => (byValue, byName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static string Friendly(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Friendly(inner);
        if (type.IsArray) return Friendly(type.GetElementType()!) + "[]";
        return type.IsGenericType ? type.Name.Split('`')[0] : type.Name;
    }
}
