using System.Collections;
using System.Globalization;
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
/// <param name="Default">Its value if it is not given, in words; None if there is none.</param>
/// <param name="IsHyperparameter">Whether it comes from a catalogue: there are too many of these for the syntax lines.</param>
internal sealed record Parameter(
    string Name, string Type, string Description, string? Set, bool Mandatory, int? Position, string Pipeline,
    string Default, bool IsHyperparameter = false)
{
    private const string NoDefault = "None";

    /// <summary>What a number may be, in words; empty if its type says all.</summary>
    public string Values { get; init; } = "";

    /// <summary>The names that it may have; empty if it is no choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Other names of it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether it takes patterns.</summary>
    public bool Wildcards { get; init; }

    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>Whether it belongs at the head of the list.</summary>
    public bool IsMain => Position is not null || Pipeline.Contains("ByValue", StringComparison.Ordinal);

    /// <summary>What PowerShell adds to cmdlets that change something.</summary>
    public static IEnumerable<Parameter> OfShouldProcess =>
    [
        Switch("WhatIf", "Says what would be written, and writes nothing.", "wi"),
        Switch("Confirm", "Asks before anything is written.", "cf"),
    ];

    /// <summary>A property of a cmdlet: one parameter for each of its sets.</summary>
    /// <param name="property">The property.</param>
    /// <param name="fresh">A new command, whose property has the default.</param>
    /// <param name="comments">The documentation.</param>
    public static IEnumerable<Parameter> Of(PropertyInfo property, object fresh, Comments comments) =>
        Cmdlet.Attributes(property, "ParameterAttribute").Select(attribute =>
        {
            var named = attribute.NamedArguments.ToDictionary(argument => argument.MemberName, argument => argument.TypedValue.Value);
            var isMandatory = named.ContainsKey("Mandatory") && (bool)named["Mandatory"]!;
            var words = Cmdlet.Attributes(property, "PSDefaultValueAttribute").SelectMany(words => words.NamedArguments)
                .Select(argument => argument.TypedValue.Value as string).FirstOrDefault();
            return new Parameter(
                property.Name, Friendly(property.PropertyType), comments.Summary(property.DeclaringType, property.Name),
                (string?)named.GetValueOrDefault("ParameterSetName"), isMandatory,
                (int?)named.GetValueOrDefault("Position"),
                PipelineText(named.ContainsKey("ValueFromPipeline"), named.ContainsKey("ValueFromPipelineByPropertyName")),
                isMandatory ? NoDefault : words ?? ValueText(property.GetValue(fresh)))
            {
                Values = Range(property),
                Choices = Names(property),
                Aliases = [.. Arguments(property, "AliasAttribute").OfType<string>()],
                Wildcards = Cmdlet.Attributes(property, "SupportsWildcardsAttribute").Any(),
            };
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
            entry.Name, entry.Name, char.ToUpperInvariant(parameter.Name[0]) + parameter.Name[1..], parameter,
            comments.Parameter($"M:{typeof(TestProblems).FullName}.{entry.Name}", parameter.Name)))));

    /// <summary>The parameters of all records of a catalogue, each in the words of its property; what a family shares, once.</summary>
    private static IEnumerable<Parameter> Union<T>(Catalogue<T> catalogue, Comments comments) where T : class =>
        Union(catalogue.All.Count, catalogue.All.SelectMany(entry => entry.Parameters.Select(own => new Meaning(
            entry.Name, own.SharedBy is "" ? entry.Name : own.SharedBy, own.Name, own,
            comments.Summary(own.Property!.DeclaringType, own.Name)))));

    /// <summary>One parameter per name; if entries mean different things by it, each meaning follows the names of its entries.</summary>
    private static IEnumerable<Parameter> Union(int entries, IEnumerable<Meaning> parameters) => parameters
        .GroupBy(item => item.Name, StringComparer.OrdinalIgnoreCase)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group =>
        {
            var meanings = group.GroupBy(item => item.Text).ToList();
            var text = string.Join(" ", meanings.Select(meaning => meanings.Count == 1 && group.Count() == entries
                ? meaning.Key
                : $"{string.Join(", ", meaning.Select(item => item.Owner).Distinct())}: {meaning.Key}"));
            var type = group.First().Parameter.Type;
            return OfCatalogue(group.Key, type == typeof(bool) ? "SwitchParameter" : Friendly(type), text) with
            {
                Default = ByEntry(group, item => ValueText(item.Parameter.Default)),
                Values = ByEntry(group, item => item.Parameter.Values),
            };
        });

    /// <summary>What most entries have, and after it what others have, with their names.</summary>
    private static string ByEntry(IEnumerable<Meaning> entries, Func<Meaning, string> text)
    {
        var groups = entries.GroupBy(text).OrderByDescending(group => group.Count()).ToList();
        return string.Join("; ", groups.Select((group, i) =>
            i == 0 ? group.Key : $"{group.Key} for {string.Join(", ", group.Select(item => item.Entry))}"));
    }

    private static Parameter OfCatalogue(string name, string type, string text) =>
        new(name, type, text, null, false, null, PipelineText(false, true), NoDefault, IsHyperparameter: true);

    private static Parameter Switch(string name, string text, string alias) =>
        new(name, "SwitchParameter", text, null, false, null, PipelineText(false, false), "False") { Aliases = [alias] };

    private static string ValueText(object? value) => value switch
    {
        null or "" => NoDefault,
        string text => text,
        bool flag => flag ? "True" : "False",
        _ when value.GetType().Name == "SwitchParameter" => "False",
        IEnumerable items => string.Join(", ", items.Cast<object>().Select(ValueText)) is { Length: > 0 } list ? list : NoDefault,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? NoDefault,
    };

    /// <summary>The range that PowerShell checks.</summary>
    private static string Range(PropertyInfo property)
    {
        object?[] ends = [.. Arguments(property, "ValidateRangeAttribute")];
        if (ends is not [{ } lower, { } upper]) return "";
        return upper is long.MaxValue or int.MaxValue or double.MaxValue
            ? $"at least {ValueText(lower)}" : $"{ValueText(lower)} to {ValueText(upper)}";
    }

    private static string[] Names(PropertyInfo property)
    {
        string[] listed = [.. Arguments(property, "ValidateSetAttribute").OfType<string>()];
        if (listed.Length > 0) return listed;
        var type = property.PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? (type.IsArray ? type.GetElementType()! : type);
        return type.IsEnum ? Enum.GetNames(type) : [];
    }

    private static IEnumerable<object?> Arguments(PropertyInfo property, string attribute) => Cmdlet.Attributes(property, attribute)
        .SelectMany(found => found.ConstructorArguments)
        .SelectMany(argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> several
            ? several.Select(item => item.Value) : [argument.Value]);

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

    /// <summary>What an entry of a catalogue means by a parameter; the owner is the entry, or the whole kind that shares it.</summary>
    private sealed record Meaning(string Entry, string Owner, string Name, Catalogues.Parameter Parameter, string Text);
}
