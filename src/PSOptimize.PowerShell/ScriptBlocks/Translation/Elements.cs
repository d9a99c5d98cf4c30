using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation.Language;
using System.Reflection;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Elements of arrays, and properties.</summary>
internal sealed class Elements(ExpressionGraph graph)
{
    /// <summary>The element at an index, or the elements at several.</summary>
    public ScriptValue At(ScriptValue target, ScriptValue indexes, IndexExpressionAst ast)
    {
        if (indexes is Items or Numbers { Collapses: false } or Integers && Arrays.Count(indexes) is { } several)
            return Slice(target, indexes, several, ast);
        return indexes is Number index
            ? Single(target, index, ast)
            : throw ast.Outside("an index that is not a number", "use one number as the index");
    }

    /// <summary>The property that a text in brackets names.</summary>
    public ScriptValue AtKey(ScriptValue target, string key, IndexExpressionAst ast) => target switch
    {
        Row row => Property(row, key, ast),
        Record { IsTable: true } table => table.Properties.GetValueOrDefault(key) ?? Null.Value,
        _ => throw ast.Outside("a text as an index", "use one number as the index"),
    };

    public ScriptValue Member(ScriptValue target, MemberExpressionAst ast)
    {
        if (ast.Member is not StringConstantExpressionAst { Value: var name })
            throw ast.Outside("a computed property name", "write the name of the property");
        if (IsAnyOf(name, "Count", "Length"))
        {
            if (target is Number or Null)
                return Number.Integer(target is Null ? 0 : 1);
            if (Arrays.Count(target) is { } count)
                return Number.Integer(count.ToReal());
        }

        return target switch
        {
            Row row => Property(row, name, ast),
            Record record when record.Properties.TryGetValue(name, out var value) => value is Uncertain uncertain
                ? throw new OutsideException(ast.Shortened(), ast, "the value " + uncertain.Reason)
                : value,
            Record { IsTable: true } table when IsAnyOf(name, "Count") => Number.Integer(table.Properties.Count),
            Record { IsTable: true } when !IsPropertyOfTables(name) => Null.Value,
            Rows rows when rows.Table.Column(name) is Numbers column => Arrays.Bind(column, graph),
            _ => throw ast.Outside($"the property {name}", "use .Count, or a property of captured rows that is a number in each of them"),
        };
    }

    public ScriptValue Property(Row row, string name, Ast ast) => row.Table.Column(name) is Numbers column
        ? Arrays.NumberAt((Numbers)Arrays.Bind(column, graph), row.Index)
        : throw ast.Outside($"the property {name}", "it must be a number in each of the rows");

    private ScriptValue Slice(ScriptValue target, ScriptValue indexes, Whole several, IndexExpressionAst ast)
    {
        if (several.ConstantValue is { } length)
        {
            return new Items([.. Enumerable.Range(0, length).Select(i => Arrays.Element(indexes, i, graph) is Number index
                ? Single(target, index, ast)
                : throw ast.Outside("an index that is not a number", "use numbers as indexes"))]);
        }

        if (Arrays.ToNumbers(target, graph) is not { Texts: false } numbers
            || Arrays.ToNumbers(indexes, graph) is not { Texts: false } positions)
            throw ast.Outside("several indexes into an array that holds more than numbers", "use one index after the other");
        return Arrays.Collect(graph, several, i => numbers.Values[positions.Values[i].ToIndex(numbers.Values.Count)], numbers.IsInteger,
            numbers.IsOther);
    }

    private ScriptValue Single(ScriptValue target, Number index, IndexExpressionAst ast)
    {
        if (Arrays.Count(target) is not { } count)
            throw ast.Outside("an index into what is not an array", "index arrays only");
        if (target is Items && index.Value.ConstantValue is null)
        {
            target = Arrays.ToNumbers(target, graph) ?? (ScriptValue?)Arrays.ToMatrix(target, graph)
                ?? throw ast.Outside("a varying index into an array that holds more than numbers", "use a constant index");
        }

        var position = index.Value.ToIndex(count);
        if (position.ConstantValue is { } known && count.ConstantValue is { } length && (known < 0 || known >= length))
            throw ast.Outside("an index outside the array", $"the array has {length} elements");
        if (target is Rows or Matrix or MatrixRow or Integers && position.ConstantValue is null)
            graph.Require((position >= 0) & (position < count), $"The index of {ast.Shortened()} is outside the array.");
        return Arrays.Element(target, position, graph)!;
    }

    /// <summary>Whether a hashtable, ordered or not, has a property of this name even if it has no such key.</summary>
    private static bool IsPropertyOfTables(string name) =>
        HasProperty(typeof(OrderedDictionary), name) || HasProperty(typeof(Hashtable), name) || IsAnyOf(name, "Length");

    private static bool HasProperty(Type type, string name) =>
        type.GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is not null;

    private static bool IsAnyOf(string name, params string[] names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
