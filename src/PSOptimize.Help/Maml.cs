using System.Xml.Linq;

namespace PSOptimize.Help;

/// <summary>Writes cmdlets in the Microsoft Assistance Markup Language that Get-Help reads.</summary>
internal static class Maml
{
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Items = "http://msh";

    /// <summary>The help of cmdlets.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="pages">The address of the pages, which Get-Help -Online opens; empty if there is none.</param>
    public static XDocument Document(IEnumerable<Cmdlet> cmdlets, string pages) => new(
        new XElement(Items + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Text),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Select(cmdlet => Item(cmdlet, pages))));

    private static XElement Item(Cmdlet cmdlet, string pages) => new(Command + "command",
        new XElement(Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Paragraphs("description", [cmdlet.Synopsis])),
        Paragraphs("description", cmdlet.Description),
        new XElement(Command + "syntax", Sets(cmdlet).Select(set => new XElement(Command + "syntaxItem",
            new XElement(Text + "name", cmdlet.Name),
            cmdlet.Parameters.Where(parameter => !parameter.IsHyperparameter && (parameter.Set is null || parameter.Set == set))
                .OrderBy(parameter => parameter.Position ?? int.MaxValue).ThenBy(parameter => !parameter.Mandatory).Select(Element)))),
        new XElement(Command + "parameters", cmdlet.Parameters.DistinctBy(parameter => parameter.Name).Select(Element)),
        new XElement(Command + "inputTypes", cmdlet.Parameters
            .Where(parameter => parameter.Pipeline.Contains("ByValue", StringComparison.Ordinal))
            .Select(parameter => Types("inputType", parameter.Type)).DistinctBy(element => element.Value)),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(name => Types("returnValue", name))),
        new XElement(Command + "examples", cmdlet.Examples.Select((example, i) => new XElement(Command + "example",
            new XElement(Text + "title", $"-------- Example {i + 1} --------"),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", new XElement(Text + "para", example.Text), new XElement(Text + "para"))))),
        new XElement(Command + "relatedLinks",
            pages.Length > 0 ? [Link("Online version:", $"{pages.TrimEnd('/')}/cmdlets/{cmdlet.Name}.html")] : Array.Empty<XElement>(),
            cmdlet.Links.Select(link => Link(link, ""))));

    private static XElement Link(string text, string address) =>
        new(Text + "navigationLink", new XElement(Text + "linkText", text), new XElement(Text + "uri", address));

    private static IEnumerable<string?> Sets(Cmdlet cmdlet) =>
        cmdlet.Parameters.Select(parameter => parameter.Set).Where(set => set is not null).Distinct().DefaultIfEmpty(null);

    private static XElement Element(Parameter parameter)
    {
        var element = new XElement(Command + "parameter",
            new XAttribute("required", parameter.Mandatory ? "true" : "false"),
            new XAttribute("variableLength", "false"),
            new XAttribute("globbing", parameter.Wildcards ? "true" : "false"),
            new XAttribute("pipelineInput", parameter.Pipeline),
            new XAttribute("position", parameter.Position is { } position ? position : "named"),
            new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
            new XElement(Text + "name", parameter.Name),
            Paragraphs("Description", parameter.Values.Length > 0
                ? [parameter.Description, $"Values: {parameter.Values}."] : [parameter.Description]));
        if (parameter.Choices.Count > 0)
            element.Add(new XElement(Command + "parameterValueGroup", parameter.Choices.Select(choice => new XElement(
                Command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), choice))));
        if (!parameter.IsSwitch)
            element.Add(new XElement(Command + "parameterValue",
                new XAttribute("required", "true"), new XAttribute("variableLength", "false"), parameter.Type));
        element.Add(new XElement(Dev + "type", new XElement(Text + "name", parameter.Type)));
        element.Add(new XElement(Dev + "defaultValue", parameter.Default));
        return element;
    }

    private static XElement Types(string element, string name) =>
        new(Command + element, new XElement(Dev + "type", new XElement(Text + "name", name)));

    private static XElement Paragraphs(string element, IEnumerable<string> paragraphs) =>
        new(Text + element, paragraphs.Select(paragraph => new XElement(Text + "para", paragraph)));
}
