using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json.Nodes;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Sessions;

/// <summary>
/// Values of variables as JSON that reads back with the same types and the same bits: numbers, text, dates, arrays, lists, tables, custom
/// objects and script blocks. Anything else, such as a connection, belongs to its process.
/// </summary>
internal static class PortableValue
{
    private const int Deepest = 32;

    private static readonly Dictionary<Type, (Func<object, string> Write, Func<string, object> Read)> Kinds = new()
    {
        [typeof(double)] = (Round, text => double.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(float)] = (Round, text => float.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(decimal)] = (Plain, text => decimal.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(int)] = (Plain, text => int.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(long)] = (Plain, text => long.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(short)] = (Plain, text => short.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(byte)] = (Plain, text => byte.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(sbyte)] = (Plain, text => sbyte.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(uint)] = (Plain, text => uint.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(ulong)] = (Plain, text => ulong.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(ushort)] = (Plain, text => ushort.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(BigInteger)] = (Plain, text => BigInteger.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(char)] = (Plain, text => text[0]),
        [typeof(string)] = (Plain, text => text),
        [typeof(bool)] = (Plain, text => bool.Parse(text)),
        [typeof(DateTime)] = (Round, text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
        [typeof(DateTimeOffset)] = (Round, text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(TimeSpan)] = (Plain, text => TimeSpan.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(Guid)] = (Plain, text => Guid.Parse(text)),
        [typeof(Version)] = (Plain, text => Version.Parse(text)),
    };

    private static readonly Dictionary<string, Type> Named = Kinds.Keys.Append(typeof(object)).ToDictionary(type => type.Name);

    /// <summary>A value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The variable, for the message.</param>
    /// <exception cref="SessionException">The value belongs to its process.</exception>
    public static JsonNode? Write(object? value, string name) => Write(value, name, 0);

    /// <summary>The value of what <see cref="Write(object, string)"/> gave.</summary>
    /// <param name="node">The JSON.</param>
    /// <param name="bind">Makes a script block of a text.</param>
    public static object? Read(JsonNode? node, Func<string, object> bind)
    {
        if (node is null) return null;
        var (kind, content) = node.AsObject().Single();
        switch (kind)
        {
            case "block": return bind(content!.GetValue<string>());
            case "list": return new ArrayList(Items().ToArray());
            case "table": return Fill(new Hashtable(StringComparer.CurrentCultureIgnoreCase));
            case "ordered": return Fill(new OrderedDictionary(StringComparer.CurrentCultureIgnoreCase));
            case "object":
                var made = new PSObject();
                foreach (var pair in content!.AsArray())
                    made.Properties.Add(new PSNoteProperty(pair![0]!.GetValue<string>(), Read(pair[1], bind)));
                return made;
        }
        if (!kind.EndsWith("[]", StringComparison.Ordinal)) return Kinds[Named[kind]].Read(content!.GetValue<string>());
        var element = Named[kind[..^2]];
        object?[] items = element == typeof(object)
            ? [.. Items()]
            : [.. content!.AsArray().Select(item => item is null ? null : Kinds[element].Read(item.GetValue<string>()))];
        var array = Array.CreateInstance(element, items.Length);
        Array.Copy(items, array, items.Length);
        return array;

        IEnumerable<object?> Items() => content!.AsArray().Select(item => Read(item, bind));
        object Fill(IDictionary table)
        {
            foreach (var pair in content!.AsArray()) table[Read(pair![0], bind)!] = Read(pair[1], bind);
            return table;
        }
    }

    private static JsonObject? Write(object? value, string name, int depth)
    {
        if (depth > Deepest) throw NotPortable(name, "is nested too deeply");
        var plain = value.Unwrap();
        if (plain is null) return null;
        if (Kinds.TryGetValue(plain.GetType(), out var kind)) return new JsonObject { [plain.GetType().Name] = kind.Write(plain) };
        return plain switch
        {
            ScriptBlock block => new JsonObject { ["block"] = ScriptCopy.TextOf(block) },
            Array { Rank: 1 } array when Kinds.TryGetValue(array.GetType().GetElementType()!, out var element) =>
                One($"{array.GetType().GetElementType()!.Name}[]",
                    array.Cast<object?>().Select(item => item is null ? null : (JsonNode)JsonValue.Create(element.Write(item))!)),
            Array { Rank: 1 } and object[] array => One("Object[]", array.Select(Inner)),
            ArrayList list => One("list", list.Cast<object?>().Select(Inner)),
            OrderedDictionary table => One("ordered", Pairs(table)),
            Hashtable table => One("table", Pairs(table)),
            PSCustomObject => One("object", PSObject.AsPSObject(value).Properties
                .Select(property => new JsonArray(property.Name, Inner(property.Value)))),
            _ => throw NotPortable(name, $"holds a {plain.GetType().FullName}"),
        };

        JsonNode? Inner(object? item) => Write(item, name, depth + 1);
        IEnumerable<JsonNode> Pairs(IDictionary table) =>
            table.Cast<DictionaryEntry>().Select(entry => new JsonArray(Inner(entry.Key), Inner(entry.Value)));
    }

    private static JsonObject One(string kind, IEnumerable<JsonNode?> items) => new() { [kind] = new JsonArray([.. items]) };

    private static string Plain(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Round(object value) =>
        ((IFormattable)value).ToString(value is double or float ? "R" : "O", CultureInfo.InvariantCulture);

    private static SessionException NotPortable(string name, string why) => new("CannotTravel",
        $"The variable ${name} {why}, which belongs to this process and cannot go to another session: make it within the script block.");
}
