using System.Reflection;

namespace PSOptimize.Help;

/// <summary>A cmdlet as its help shows it.</summary>
/// <param name="Verb">The verb of its name.</param>
/// <param name="Noun">The noun of its name.</param>
/// <param name="Synopsis">One sentence.</param>
/// <param name="Description">Paragraphs.</param>
/// <param name="Parameters">
/// First those that have a position or take objects from the pipeline; then in the order in which they are declared, those of a base class
/// before those of the cmdlet; those of a catalogue last.
/// </param>
/// <param name="Outputs">The names of the types that come out.</param>
/// <param name="Examples">The text and the code of each example.</param>
/// <param name="Links">The names of other cmdlets and of topics.</param>
internal sealed record Cmdlet(
    string Verb, string Noun, string Synopsis, IReadOnlyList<string> Description, IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<string> Outputs, IReadOnlyList<(string Text, string Code)> Examples, IReadOnlyList<string> Links)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The cmdlet that a type implements; null if it implements none.</summary>
    public static Cmdlet? Of(Type type, Comments comments)
    {
        if (Declared(type) is not var (cmdlet, verb, noun)) return null;
        // A new command has the default of each parameter.
        var fresh = Activator.CreateInstance(type)!;
        // Within one class, which is one file, tokens follow the order of declaration.
        var parameters = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(property => property.DeclaringType == type)
            .ThenBy(property => property.MetadataToken)
            .SelectMany(property => Parameter.Of(property, fresh, comments))
            .OrderBy(parameter => !parameter.IsMain)
            .ToList();
        if (type.GetInterfaces().Any(contract => contract.Name == "IDynamicParameters"))
        {
            var extras = FromCatalogue(verb, noun, comments).DistinctBy(extra => extra.Name).ToDictionary(extra => extra.Name);
            parameters = [.. parameters.Select(known => extras.GetValueOrDefault(known.Name) is { } extra
                ? known with { Default = extra.Default, Values = extra.Values } : known)];
            parameters.AddRange(extras.Values.Where(extra => parameters.All(known => known.Name != extra.Name)));
        }
        if (cmdlet.NamedArguments.Any(argument => argument is { MemberName: "SupportsShouldProcess", TypedValue.Value: true }))
            parameters.AddRange(Parameter.OfShouldProcess);
        var outputs = Attributes(type, "OutputTypeAttribute").SelectMany(attribute => attribute.ConstructorArguments).SelectMany(Names);
        return new Cmdlet(
            verb, noun, string.Join(" ", comments.Paragraphs(type, "summary")), comments.Paragraphs(type, "remarks"),
            parameters, [.. outputs], [.. comments.Examples(type)], [.. comments.Links(type).Select(NameOf)]);

        string NameOf(string link) =>
            type.Assembly.GetType(link) is { } other && Declared(other) is var (_, otherVerb, otherNoun)
                ? $"{otherVerb}-{otherNoun}" : link;
    }

    private static (CustomAttributeData Declaration, string Verb, string Noun)? Declared(Type type) =>
        Attributes(type, "CmdletAttribute").FirstOrDefault() is { } cmdlet
            ? (cmdlet, (string)cmdlet.ConstructorArguments[0].Value!, (string)cmdlet.ConstructorArguments[1].Value!) : null;

    /// <summary>The parameters that a cmdlet finds in a catalogue when it runs.</summary>
    private static IEnumerable<Parameter> FromCatalogue(string verb, string noun, Comments comments) => (verb, noun) switch
    {
        (_, "Objective") => Parameter.OfProblems(comments),
        (_, "Schedule") => Parameter.OfSchedules(comments),
        ("New", _) => Parameter.Hyperparameters(comments).Concat(Parameter.OfTransformations(comments)),
        _ => Parameter.Hyperparameters(comments),
    };

    public static IEnumerable<CustomAttributeData> Attributes(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.Name == name);

    private static IEnumerable<string> Names(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        Type type => [type.FullName!],
        string name => [name],
        IEnumerable<CustomAttributeTypedArgument> several => several.SelectMany(Names),
        _ => [],
    };
}
