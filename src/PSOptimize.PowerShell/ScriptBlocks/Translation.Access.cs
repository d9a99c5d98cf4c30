using System.Management.Automation.Language;
using System.Reflection;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Elements and properties, as they are read.</summary>
internal sealed partial class Translation
{
    private ScriptValue Index(IndexExpressionAst index)
    {
        var target = Expression(index.Target);
        if (index.Index is StringConstantExpressionAst key)
        {
            return target switch
            {
                Row row => Property(row, key.Value, index),
                Record { IsTable: true } table => table.Properties.GetValueOrDefault(key.Value) ?? Null.Value,
                _ => throw Outside($"a text as an index ({Shortened(index)})", index, "use one number as the index"),
            };
        }

        var where = Expression(index.Index);
        if (where is Items or Numbers { Collapses: false } or ScriptValue.Integers && Arrays.Count(where) is { } several)
            return Slice(index, target, where, several);
        if (where is not Number at)
            throw Outside($"an index that is not a number ({Shortened(index)})", index, "use one number as the index");
        return ElementAt(index, target, at);
    }

    /// <summary>The elements at several indexes.</summary>
    private ScriptValue Slice(IndexExpressionAst index, ScriptValue target, ScriptValue where, Whole several)
    {
        if (several.ConstantValue is { } length)
        {
            return new Items([.. Enumerable.Range(0, length).Select(i => Arrays.Element(where, i, _graph) is Number at
                ? ElementAt(index, target, at)
                : throw Outside($"an index that is not a number ({Shortened(index)})", index, "use numbers as indexes"))]);
        }

        if (Arrays.ToNumbers(target, _graph) is not { Texts: false } numbers || Arrays.ToNumbers(where, _graph) is not { Texts: false } indexes)
            throw Outside($"several indexes into an array that holds more than numbers ({Shortened(index)})", index, "use one index after the other");
        return Arrays.Collect(_graph, several, i => numbers.Values[indexes.Values[i].ToIndex(numbers.Values.Count)], numbers.IsInteger);
    }

    private ScriptValue ElementAt(IndexExpressionAst index, ScriptValue target, Number at)
    {
        if (Arrays.Count(target) is not { } count)
            throw Outside($"an index into what is not an array ({Shortened(index)})", index, "index arrays only");
        if (target is Items && at.Value.ConstantValue is null)
            target = Arrays.ToNumbers(target, _graph) ?? (ScriptValue?)Arrays.ToMatrix(target, _graph) ?? throw Outside($"a varying index into an array that holds more than numbers ({Shortened(index)})", index, "use a constant index");
        var position = at.Value.ToIndex(count);
        if (position.ConstantValue is { } known && count.ConstantValue is { } length && (known < 0 || known >= length))
            throw Outside($"an index outside the array ({Shortened(index)})", index, $"the array has {length} elements");
        if (target is Rows or Matrix or MatrixRow or ScriptValue.Integers && position.ConstantValue is null)
            _graph.Require((position >= 0) & (position < count), $"The index of {Shortened(index)} is outside the array.");
        return Arrays.Element(target, position, _graph)!;
    }

    private ScriptValue Member(MemberExpressionAst member)
    {
        var target = Expression(member.Expression);
        if (member.Member is not StringConstantExpressionAst { Value: var name })
            throw Outside($"a computed property name ({Shortened(member)})", member, "write the name of the property");
        if (name.Equals("Count", StringComparison.OrdinalIgnoreCase) || name.Equals("Length", StringComparison.OrdinalIgnoreCase))
        {
            if (target is Number or Null)
                return Number.Integer(target is Null ? 0 : 1);
            if (Arrays.Count(target) is { } count)
                return Number.Integer(count.ToReal());
        }

        return target switch
        {
            Row row => Property(row, name, member),
            Record record when record.Properties.TryGetValue(name, out var value) => value is Uncertain uncertain
                ? throw Outside(Shortened(member), member, "the value " + uncertain.Reason)
                : value,
            Record { IsTable: true } table when name.Equals("Count", StringComparison.OrdinalIgnoreCase) => Number.Integer(table.Properties.Count),
            Record { IsTable: true } when !IsPropertyOfTables(name) => Null.Value,
            Rows rows when rows.Table.Column(name) is Numbers column => Bound(column),
            _ => throw Outside($"the property {name} ({Shortened(member)})", member, "use .Count, or a property of captured rows that is a number in each of them"),
        };
    }

    private ScriptValue Property(Row row, string name, Ast ast)
    {
        if (row.Table.Column(name) is not Numbers column)
            throw Outside($"the property {name} ({Shortened(ast)})", ast, "it must be a number in each of the rows");
        return Arrays.NumberAt((Numbers)Bound(column), row.Index);
    }

    private ScriptValue Bound(ScriptValue value) => value switch
    {
        Numbers numbers => numbers with { Values = _graph.Bind(numbers.Values), Flags = numbers.Flags is null ? null : _graph.Bind(numbers.Flags) },
        Matrix matrix => matrix with { Cells = (Numbers)Bound(matrix.Cells) },
        _ => value,
    };

    private static bool IsPropertyOfTables(string name) => typeof(System.Collections.Specialized.OrderedDictionary).GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is not null
        || typeof(System.Collections.Hashtable).GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is not null || name.Equals("Length", StringComparison.OrdinalIgnoreCase);

    private Record Table(HashtableAst table)
    {
        var properties = new Dictionary<string, ScriptValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in table.KeyValuePairs)
            properties.Add(key is StringConstantExpressionAst name ? name.Value : throw Outside($"a key that is not a name ({Shortened(key)})", key, "use names as keys"), StatementValue(value));
        return new Record(properties, IsTable: true);
    }
}
