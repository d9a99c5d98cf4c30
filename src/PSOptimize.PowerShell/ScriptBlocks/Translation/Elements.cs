using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation.Language;
using System.Reflection;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Elements of arrays, and properties.</summary>
internal sealed class Elements(TranslationContext context, Folding folding)
{
    /// <summary>What stands before the digits in the name of a property whose key is an integer and not a text.</summary>
    private const char NumericKey = '\u0001';

    private readonly ExpressionGraph _graph = context.Graph;

    /// <summary>The element at an index, or the elements at several.</summary>
    public ScriptValue At(ScriptValue target, ScriptValue indexes, IndexExpressionAst ast)
    {
        if (target is Grid grid)
            return Arrays.NumberAt(grid.Cells, CellOf(grid, indexes, ast));
        if (target is Row or Record && Folding.TextOf(indexes) is Word word)
            return OfEach(word, key => AtKey(target, key, ast), ast);
        if (target is Row or Record && KeyOf(indexes) is { } entry)
            return AtKey(target, entry, ast);
        if (indexes is Items or Numbers { Collapses: false } or Integers && Arrays.Count(indexes) is { } several)
            return Slice(target, indexes, several, ast);
        return indexes is Number index
            ? Single(target, index, ast)
            : throw ast.Outside("an index that is not a number", "use one number as the index");
    }

    /// <summary>The name of the property that a key of a hashtable stands for; null if the key is not known.</summary>
    public static string? KeyOf(ScriptValue key) => Folding.TryObject(key, out var known)
        ? known switch
        {
            string text => text,
            int number => FormattableString.Invariant($"{NumericKey}{number}"),
            _ => null,
        }
        : null;

    /// <summary>The place of an element of an array with two dimensions.</summary>
    public Whole CellOf(Grid grid, ScriptValue indexes, Ast ast)
    {
        if (indexes is not Items { Elements: [Number first, Number second] })
            throw ast.Outside("an index into an array with two dimensions", "use two numbers");
        var (row, column) = (first.Value.ToIndex(grid.RowCount), second.Value.ToIndex(grid.ColumnCount));
        _graph.Require(Truths.And(Truths.And(row >= 0, row < grid.RowCount), Truths.And(column >= 0, column < grid.ColumnCount)),
            $"The index of {ast.Shortened()} is outside the array.");
        return row * grid.ColumnCount + column;
    }

    /// <summary>The property that a key in brackets names.</summary>
    public ScriptValue AtKey(ScriptValue target, string key, IndexExpressionAst ast) => target switch
    {
        Record { IsOrdered: true } when key is [NumericKey, ..] => throw ast.Outside("an integer as an index of an ordered hashtable",
            "use names as keys"),
        Row { Index.ConstantValue: { } index } row when row.Table.Entry(index, ObjectOf(key)) is { } entry =>
            Arrays.Bind(entry, _graph),
        Row row when key is not [NumericKey, ..] => Property(row, key, ast),
        Record { IsTable: true } table => table.Properties.GetValueOrDefault(key) ?? Null.Value,
        _ => throw ast.Outside("a text as an index", "use one number as the index"),
    };

    public ScriptValue Member(ScriptValue target, MemberExpressionAst ast)
    {
        if (ast.Member is not StringConstantExpressionAst { Value: var name })
            throw ast.Outside("a computed property name", "write the name of the property");
        if (target is Grid grid && IsAnyOf(name, "Count", "Length"))
            return Number.Integer((grid.RowCount * grid.ColumnCount).ToReal());
        if (Folding.TextOf(target) is { } text)
        {
            return IsAnyOf(name, "Length") && folding.Evaluate("${a}.Length", text) is { } length
                ? length
                : throw ast.Outside($"the property {name} of a text", "use .Length");
        }

        if (IsAnyOf(name, "Count", "Length"))
        {
            if (target is Number or Null)
                return Number.Integer(target is Null ? 0 : 1);
            if (Arrays.Count(target) is { } count)
            {
                return (context.HasCollections || target is Numbers { IsList: true }) && IsAnyOf(name, "Length")
                    ? throw ast.Outside("the length of what may be a collection", "use .Count")
                    : Number.Integer(count.ToReal());
            }
        }

        return target switch
        {
            Switch isSet when IsAnyOf(name, "IsPresent") => new ScriptValue.Boolean(isSet.Value),
            Row row => Property(row, name, ast),
            Record record when record.Properties.TryGetValue(name, out var value) => value is Uncertain uncertain
                ? throw new OutsideException(ast.Shortened(), ast, "the value " + uncertain.Reason)
                : value,
            Record { IsTable: true } table when IsAnyOf(name, "Count") => Number.Integer(table.Properties.Count),
            Record { IsTable: true } when !IsPropertyOfTables(name) => Null.Value,
            Rows rows when rows.Table.Column(name) is Numbers column => Arrays.Bind(column, _graph),
            _ => throw ast.Outside($"the property {name}", "use .Count, or a property of captured rows that is a number in each of them"),
        };
    }

    public ScriptValue Property(Row row, string name, Ast ast)
    {
        if (row.Index.ConstantValue is { } index && row.Table.Cell(index, name) is { } cell)
            return Arrays.Bind(cell, _graph);
        var word = row.Table.WordsOf(name) is var (words, codes) ? new Word(words, _graph.Bind(codes)[row.Index]) : null;
        if (row.Table.Column(name) is not Numbers column)
            return word ?? throw ast.Outside($"the property {name}", "it must be a number in each of the rows, or a text in each");
        var number = Arrays.NumberAt((Numbers)Arrays.Bind(column, _graph), row.Index);
        return number is NumericText text ? text with { Written = word } : number;
    }

    private ScriptValue OfEach(Word word, Func<string, ScriptValue> function, Ast ast) => folding.OfEach(word, function)
        ?? throw ast.Outside("a look-up of texts that does not give a number for each", "give every key a number");

    private static object ObjectOf(string key) => key is [NumericKey, .. var digits]
        ? int.Parse(digits, CultureInfo.InvariantCulture)
        : key;

    private ScriptValue Slice(ScriptValue target, ScriptValue indexes, Whole several, IndexExpressionAst ast)
    {
        if (several.ConstantValue is { } length)
        {
            return new Items([.. Enumerable.Range(0, length).Select(i => Arrays.Element(indexes, i, _graph) is Number index
                ? Single(target, index, ast)
                : throw ast.Outside("an index that is not a number", "use numbers as indexes"))]);
        }

        if (Arrays.ToNumbers(target, _graph) is not { Texts: false } numbers
            || Arrays.ToNumbers(indexes, _graph) is not { Texts: false } positions)
            throw ast.Outside("several indexes into an array that holds more than numbers", "use one index after the other");
        return Arrays.Collect(_graph, several, i => numbers.Values[positions.Values[i].ToIndex(numbers.Values.Count)], numbers.IsInteger,
            numbers.Width);
    }

    private ScriptValue Single(ScriptValue target, Number index, IndexExpressionAst ast)
    {
        if (Arrays.Count(target) is not { } count)
            throw ast.Outside("an index into what is not an array", "index arrays only");
        if (target is Items && index.Value.ConstantValue is null)
        {
            target = Arrays.ToNumbers(target, _graph) ?? (ScriptValue?)Arrays.ToMatrix(target, _graph)
                ?? throw ast.Outside("a varying index into an array that holds more than numbers", "use a constant index");
        }

        var position = index.Value.ToIndex(count);
        if (position.ConstantValue is { } known && count.ConstantValue is { } length && (known < 0 || known >= length))
            throw ast.Outside("an index outside the array", $"the array has {length} elements");
        if (target is Rows or Matrix or MatrixRow or Integers && position.ConstantValue is null)
            _graph.Require((position >= 0) & (position < count), $"The index of {ast.Shortened()} is outside the array.");
        return Arrays.Element(target, position, _graph)!;
    }

    /// <summary>Whether a hashtable, ordered or not, has a property of this name even if it has no such key.</summary>
    private static bool IsPropertyOfTables(string name) =>
        HasProperty(typeof(OrderedDictionary), name) || HasProperty(typeof(Hashtable), name) || IsAnyOf(name, "Length");

    private static bool HasProperty(Type type, string name) =>
        type.GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is not null;

    private static bool IsAnyOf(string name, params string[] names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
