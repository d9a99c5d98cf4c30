using System.Xml.Linq;

namespace PSOptimize.Help;

/// <summary>Writes cmdlets in the Microsoft Assistance Markup Language that Get-Help reads.</summary>
internal static class Maml
{
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Items = "http://msh";

    public static XDocument Document(IEnumerable<Cmdlet> cmdlets) => new(
        new XElement(Items + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Text),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Select(Item)));

    private static XElement Item(Cmdlet cmdlet) => new(Command + "command",
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
            new XElement(Dev + "remarks", new XElement(Text + "para", example.Text))))));

    private static IEnumerable<string?> Sets(Cmdlet cmdlet) =>
        cmdlet.Parameters.Select(parameter => parameter.Set).Where(set => set is not null).Distinct().DefaultIfEmpty(null);

    private static XElement Element(Parameter parameter)
    {
        var element = new XElement(Command + "parameter",
            new XAttribute("required", parameter.Mandatory ? "true" : "false"),
            new XAttribute("variableLength", "false"),
            new XAttribute("globbing", "false"),
            new XAttribute("pipelineInput", parameter.Pipeline),
            new XAttribute("position", parameter.Position is { } position ? position : "named"),
            new XAttribute("aliases", "none"),
            new XElement(Text + "name", parameter.Name),
            Paragraphs("Description", [parameter.Description]));
        if (!parameter.IsSwitch)
            element.Add(new XElement(Command + "parameterValue",
                new XAttribute("required", "true"), new XAttribute("variableLength", "false"), parameter.Type));
        element.Add(new XElement(Dev + "type", new XElement(Text + "name", parameter.Type)));
        return element;
    }

    private static XElement Types(string element, string name) =>
        new(Command + element, new XElement(Dev + "type", new XElement(Text + "name", name)));

    private static XElement Paragraphs(string element, IEnumerable<string> paragraphs) =>
        new(Text + element, paragraphs.Select(paragraph => new XElement(Text + "para", paragraph)));
}
