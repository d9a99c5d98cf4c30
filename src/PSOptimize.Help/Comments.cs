using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PSOptimize.Help;

/// <summary>The documentation comments of assemblies, as the compiler writes them beside each.</summary>
internal sealed partial class Comments
{
    private readonly Dictionary<string, XElement> _members;

    private Comments(Dictionary<string, XElement> members) => _members = members;

    public static Comments Of(params string[] assemblies) => new(assemblies
        .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly, ".xml")).Descendants("member"))
        .DistinctBy(member => (string)member.Attribute("name")!)
        .ToDictionary(member => (string)member.Attribute("name")!));

    /// <summary>The paragraphs of one part of a type's comment.</summary>
    public IReadOnlyList<string> Paragraphs(Type type, string part) => Paragraphs(Member("T:" + type.FullName)?.Element(part));

    /// <summary>The summary of a property, also of one that is inherited.</summary>
    public string Summary(Type? type, string property)
    {
        for (; type is not null; type = type.BaseType)
            if (Member($"P:{(type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName}.{property}")?.Element("summary") is { } summary)
                return string.Join(" ", Paragraphs(summary));
        return "";
    }

    /// <summary>What the comment of a method says of a parameter.</summary>
    public string Parameter(string member, string parameter) => string.Join(" ", _members
        .Where(pair => pair.Key == member || pair.Key.StartsWith(member + "(", StringComparison.Ordinal))
        .SelectMany(pair => pair.Value.Elements("param"))
        .Where(element => (string?)element.Attribute("name") == parameter)
        .SelectMany(Paragraphs));

    /// <summary>The examples of a type: what is said, and what is typed.</summary>
    public IEnumerable<(string Text, string Code)> Examples(Type type) =>
        (Member("T:" + type.FullName)?.Elements("example") ?? []).Select(example => (
            string.Join(" ", Paragraphs(new XElement("text", example.Nodes().Where(node => node is not XElement { Name.LocalName: "code" })))),
            Unindented(example.Element("code")?.Value ?? "")));

    private XElement? Member(string name) => _members.GetValueOrDefault(name.Replace('+', '.'));

    private static IReadOnlyList<string> Paragraphs(XElement? element)
    {
        if (element is null) return [];
        var paragraphs = element.Elements("para").Any() ? element.Elements("para") : [element];
        return [.. paragraphs.Select(paragraph => Spaces().Replace(string.Concat(paragraph.Nodes().Select(Text)), " ").Trim())];
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference => Name(reference),
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    private static string Name(XElement reference)
    {
        var target = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword") ?? "";
        return target.Split('(')[0].Split('.', ':')[^1];
    }

    private static string Unindented(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join("\n", lines.Select(line => line.Length >= indent ? line[indent..] : ""));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
