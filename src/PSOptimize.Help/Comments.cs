using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PSOptimize.Help;

/// <summary>The documentation comments of assemblies, which the compiler writes into a file beside each.</summary>
internal sealed partial class Comments
{
    private readonly Dictionary<string, XElement> _members;

    private Comments(Dictionary<string, XElement> members) => _members = members;

    public static Comments Of(params string[] assemblies) => new(assemblies
        .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly, ".xml")).Descendants("member"))
        .DistinctBy(member => (string)member.Attribute("name")!)
        .ToDictionary(member => (string)member.Attribute("name")!));

    /// <summary>The paragraphs of one part of the comment of a type.</summary>
    public IReadOnlyList<string> Paragraphs(Type type, string part) => Paragraphs(Member("T:" + type.FullName)?.Element(part));

    /// <summary>The summary of a property, which may be inherited.</summary>
    public string Summary(Type? type, string property)
    {
        for (; type is not null; type = type.BaseType)
        {
            var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            if (Member($"P:{definition.FullName}.{property}")?.Element("summary") is { } summary)
                return string.Join(" ", Paragraphs(summary));
        }
        return "";
    }

    /// <summary>What the comment of a method says about a parameter.</summary>
    public string Parameter(string member, string parameter) => string.Join(" ", _members
        .Where(pair => pair.Key == member || pair.Key.StartsWith(member + "(", StringComparison.Ordinal))
        .SelectMany(pair => pair.Value.Elements("param"))
        .Where(element => (string?)element.Attribute("name") == parameter)
        .SelectMany(Paragraphs));

    /// <summary>The text and the code of each example of a type.</summary>
    public IEnumerable<(string Text, string Code)> Examples(Type type)
    {
        foreach (var example in Member("T:" + type.FullName)?.Elements("example") ?? [])
        {
            var text = new XElement("text", example.Nodes().Where(node => node is not XElement { Name.LocalName: "code" }));
            yield return (string.Join(" ", Paragraphs(text)), Unindented(example.Element("code")?.Value ?? ""));
        }
    }

    /// <summary>What else to see: the full names of types, and topics.</summary>
    public IEnumerable<string> Links(Type type) => (Member("T:" + type.FullName)?.Elements("seealso") ?? [])
        .Select(link => ((string?)link.Attribute("cref"))?[2..] ?? (string)link.Attribute("href")!);

    private XElement? Member(string name) => _members.GetValueOrDefault(name.Replace('+', '.'));

    private static IReadOnlyList<string> Paragraphs(XElement? element)
    {
        if (element is null) return [];
        // Text before the first para element is a paragraph of its own.
        var paragraphs = new List<string> { "" };
        foreach (var node in element.Nodes())
        {
            if (node is not XElement { Name.LocalName: "para" }) paragraphs[^1] += Text(node);
            else paragraphs.AddRange([Text(node), ""]);
        }
        return [.. paragraphs.Select(paragraph => Spaces().Replace(paragraph, " ").Trim()).Where(paragraph => paragraph.Length > 0)];
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
        var target = reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword");
        return target is null ? "" : target.Value.Split('(')[0].Split('.', ':')[^1];
    }

    private static string Unindented(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        var indents = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length);
        var indent = indents.DefaultIfEmpty(0).Min();
        return string.Join("\n", lines.Select(line => line.Length >= indent ? line[indent..] : ""));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
