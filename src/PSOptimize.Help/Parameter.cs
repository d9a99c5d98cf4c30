using System.Reflection;
using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Schedules;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Help;

/// <summary>A parameter of a cmdlet in one parameter set.</summary>
/// <param name="Name">Its name, without the hyphen.</param>
/// <param name="Type">Its type, as PowerShell users know it.</param>
/// <param name="Description">What it means.</param>
/// <param name="Set">The parameter set; null if it is in all of them.</param>
/// <param name="Mandatory">Whether it must be given.</param>
/// <param name="Position">Its position from 0; null if it has none.</param>
/// <param name="Pipeline">How it binds from the pipeline, in the words of Get-Help.</param>
/// <param name="IsHyperparameter">Whether it comes from a catalogue: there are too many of these for the syntax lines.</param>
internal sealed record Parameter(
    string Name, string Type, string Description, string? Set, bool Mandatory, int? Position, string Pipeline,
    bool IsHyperparameter = false)
{
    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>Whether it belongs at the head of the list.</summary>
    public bool IsMain => Position is not null || Pipeline.Contains("ByValue", StringComparison.Ordinal);

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

    /// <summary>The label, and the hyperparameters of all methods, each described in the words of the methods that have it.</summary>
    public static IEnumerable<Parameter> Hyperparameters(Comments comments) => Union(Method.Catalogue, comments)
        .Prepend(OfCatalogue(nameof(Method.Label), nameof(String), comments.Summary(typeof(Method), nameof(Method.Label))));

    /// <summary>The parameters of all schedules.</summary>
    public static IEnumerable<Parameter> OfSchedules(Comments comments) => Union(Schedule.Catalogue, comments);

    /// <summary>The parameters of all transformations that a chain may have.</summary>
    public static IEnumerable<Parameter> OfTransformations(Comments comments) => Union(Transformation.Catalogue, comments);

    /// <summary>The parameters of all test problems.</summary>
    public static IEnumerable<Parameter> OfProblems(Comments comments) => Union(TestProblems.All.Count, TestProblems.All
        .SelectMany(entry => entry.Parameters.Select(parameter => new Meaning(
            entry.Name, char.ToUpperInvariant(parameter.Name[0]) + parameter.Name[1..], parameter.Type,
            comments.Parameter($"M:{typeof(TestProblems).FullName}.{entry.Name}", parameter.Name)))));

    /// <summary>The parameters of all records of a catalogue, each in the words of its property; what a family shares, once.</summary>
    private static IEnumerable<Parameter> Union<T>(Catalogue<T> catalogue, Comments comments) where T : class =>
        Union(catalogue.All.Count, catalogue.All.SelectMany(entry => entry.Parameters.Select(own => new Meaning(
            own.SharedBy is "" ? entry.Name : own.SharedBy, own.Name, own.Type,
            comments.Summary(own.Property!.DeclaringType, own.Name)))));

    /// <summary>One parameter per name; if entries mean different things by it, each meaning follows the names of its entries.</summary>
    private static IEnumerable<Parameter> Union(int entries, IEnumerable<Meaning> parameters) => parameters
        .GroupBy(item => item.Parameter, StringComparer.OrdinalIgnoreCase)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group =>
        {
            var meanings = group.GroupBy(item => item.Text).ToList();
            var text = string.Join(" ", meanings.Select(meaning => meanings.Count == 1 && group.Count() == entries
                ? meaning.Key
                : $"{string.Join(", ", meaning.Select(item => item.Entry).Distinct())}: {meaning.Key}"));
            var type = group.First().Type == typeof(bool) ? "SwitchParameter" : Friendly(group.First().Type);
            return OfCatalogue(group.Key, type, text);
        });

    private static Parameter OfCatalogue(string name, string type, string text) =>
        new(name, type, text, null, false, null, PipelineText(false, true), IsHyperparameter: true);

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

    /// <summary>What an entry of a catalogue means by a parameter.</summary>
    private sealed record Meaning(string Entry, string Parameter, Type Type, string Text);
}
