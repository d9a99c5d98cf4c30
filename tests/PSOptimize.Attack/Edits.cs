using System.Text.Json.Nodes;

namespace PSOptimize.Attack;

/// <summary>Edits of texts that are lines of JSON: of a number, a text, a list, a part; or of the text itself.</summary>
internal static class Edits
{
    private static readonly string[] Values =
    [
        "0", "-1", "1", "2", "3", "0.5", "-0.0", "1e308", "-1e308", "5e-324", "1e400", "2147483647", "-2147483648", "9223372036854775807",
        "-9223372036854775808", "1e9", "100000", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"x\"", "\"\"", "null", "true", "false", "[]",
        "{}", "[[]]", "[null]", "[1]", "[1,2,3]", "{\"type\":\"Adam\"}", "\"0001-01-01T00:00:00.0000000+00:00\"", "\"Bg==\"",
        "[\"NaN\",\"NaN\"]", "[1e308,-1e308]", "\"9e3779b97f4a7c150000000000000000\"", "{\"$type\":\"System.Diagnostics.Process\"}",
        "[[1,2],[3,4]]", "1.0000000000000002", "7", "-7",
    ];

    /// <summary>The text with one to three edits in one of its lines.</summary>
    public static string Of(string text, Random random)
    {
        if (random.Next(12) == 0) return OfCharacters(text, random);
        var lines = text.Split('\n');
        // The last line of a checkpoint is empty.
        var place = random.Next(Math.Max(1, lines.Length - 1));
        if (JsonNode.Parse(lines[place]) is not { } root) return text;
        for (var i = random.Next(1, 4) / 2; i >= 0; i--) Edit(root, random);
        lines[place] = root.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (lines.Length > 2 && random.Next(20) == 0) (lines[1], lines[^2]) = (lines[^2], lines[1]);
        return string.Join('\n', lines);
    }

    private static string OfCharacters(string text, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(5) switch
        {
            0 => text[..at],
            1 => text[at..],
            2 => text.Remove(at, 1),
            3 => text.Insert(at, text[random.Next(text.Length)].ToString()),
            _ => text[..at] + (char)random.Next(1, 0xd7ff) + text[(at + 1)..],
        };
    }

    private static void Edit(JsonNode root, Random random)
    {
        var places = Places(root).ToArray();
        if (places.Length == 0) return;
        var (parent, name, index) = places[random.Next(places.Length)];
        var other = places[random.Next(places.Length)];
        var value = random.Next(8) switch
        {
            0 => Read(other)?.DeepClone(),
            1 when Read((parent, name, index)) is JsonArray list => Changed(list, random),
            _ => JsonNode.Parse(Values[random.Next(Values.Length)]),
        };
        var remove = random.Next(6) == 0;
        if (parent is JsonObject whole)
        {
            if (remove) whole.Remove(name!);
            else whole[name!] = value;
        }
        else if (parent is JsonArray all)
        {
            if (remove) all.RemoveAt(index);
            else all[index] = value;
        }
    }

    private static JsonArray Changed(JsonArray list, Random random)
    {
        var items = list.Select(item => item?.DeepClone()).ToList();
        if (items.Count == 0) items.Add(1);
        else if (random.Next(2) == 0) items.RemoveAt(random.Next(items.Count));
        else items.Add(items[random.Next(items.Count)]?.DeepClone());
        return [.. items];
    }

    private static JsonNode? Read((JsonNode Parent, string? Name, int Index) place) =>
        place.Name is null ? place.Parent[place.Index] : place.Parent[place.Name];

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode node)
    {
        if (node is JsonObject whole)
        {
            foreach (var (name, part) in whole)
            {
                yield return (node, name, 0);
                if (part is null) continue;
                foreach (var place in Places(part)) yield return place;
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                yield return (node, null, i);
                if (list[i] is not { } item) continue;
                foreach (var place in Places(item)) yield return place;
            }
        }
    }
}
