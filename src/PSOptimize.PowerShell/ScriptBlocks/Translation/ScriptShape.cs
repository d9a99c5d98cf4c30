using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// The lattice of what is known of a value. Where two paths through a script meet, the shapes of a variable are joined, and each path
/// hands over the terms that the joined shape asks for.
/// </summary>
internal abstract record ScriptShape
{
    /// <summary>What is known of the type of a number.</summary>
    private enum Tag
    {
        Integer,
        Double,

        /// <summary>Known when the program runs.</summary>
        Dynamic,

        /// <summary>Not known at all, which is fine as long as nothing depends on it.</summary>
        Unknown,
    }

    private sealed record NumberShape(Tag Known, Width Width) : ScriptShape;

    private sealed record BooleanShape : ScriptShape;

    private sealed record SwitchShape : ScriptShape;

    private sealed record CounterShape : ScriptShape;

    private sealed record TextShape(bool IsPlain) : ScriptShape;

    private sealed record NumbersShape(Tag Known, bool Collapses, Type? Element, Width Width, bool IsList = false) : ScriptShape;

    private sealed record WordShape(IReadOnlyList<string> Words) : ScriptShape
    {
        public bool Equals(WordShape? other) => other is not null && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

        public override int GetHashCode() => Words.Count;

        /// <summary>Which of the words a text is, from 0.</summary>
        public double CodeOf(string text) => Words.ToList().IndexOf(text);
    }

    private sealed record GridShape(ScriptShape Cells) : ScriptShape;

    private sealed record MatrixRowShape(ScriptValue.Matrix Matrix) : ScriptShape;

    private sealed record RowShape(CapturedTable Table) : ScriptShape;

    private sealed record ItemsShape(ScriptShape[] Elements) : ScriptShape
    {
        public bool Equals(ItemsShape? other) => other is not null && Elements.SequenceEqual(other.Elements);

        public override int GetHashCode() => Elements.Length;
    }

    private sealed record RecordShape(string[] Names, ScriptShape[] Values, bool IsTable, bool IsOrdered) : ScriptShape
    {
        public bool Equals(RecordShape? other) =>
            other is not null && (IsTable, IsOrdered) == (other.IsTable, other.IsOrdered)
            && Names.SequenceEqual(other.Names) && Values.SequenceEqual(other.Values);

        public override int GetHashCode() => Names.Length;
    }

    /// <summary>The same value on all paths; it needs no terms.</summary>
    private sealed record SameShape(ScriptValue Value) : ScriptShape;

    private sealed record UncertainShape(string Reason) : ScriptShape;

    public static ScriptShape Of(ScriptValue value) => value switch
    {
        ScriptValue.Number number => new NumberShape(TagOf(number), number.Width),
        ScriptValue.Boolean => new BooleanShape(),
        ScriptValue.Switch => new SwitchShape(),
        ScriptValue.Counter => new CounterShape(),
        ScriptValue.NumericText text => new TextShape(text.IsPlain),
        ScriptValue.Numbers { Texts: false } numbers =>
            new NumbersShape(TagOf(numbers), numbers.Collapses, numbers.Element, numbers.Width, numbers.IsList),
        ScriptValue.Word word => new WordShape(word.Words),
        ScriptValue.Grid grid => new GridShape(Of(grid.Cells)),
        ScriptValue.MatrixRow row => new MatrixRowShape(row.Of),
        ScriptValue.Row row => new RowShape(row.Table),
        ScriptValue.Items items => new ItemsShape([.. items.Elements.Select(Of)]),
        ScriptValue.Record record => new RecordShape(
            [.. record.Properties.Keys.Order(StringComparer.Ordinal)],
            [.. record.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Of(p.Value))],
            record.IsTable, record.IsOrdered),
        ScriptValue.Uncertain uncertain => new UncertainShape(uncertain.Reason),
        _ => new SameShape(value),
    };

    public static ScriptShape Join(ScriptShape left, ScriptShape right) => (left, right) switch
    {
        _ when left.Equals(right) => left,
        (UncertainShape, _) => left,
        (_, UncertainShape) => right,
        (NumberShape a, NumberShape b) => new NumberShape(Joined(a.Known, b.Known), Arithmetic.Joined(a.Width, b.Width)),
        (TextShape, TextShape) => new TextShape(false),
        (GridShape a, GridShape b) when Join(a.Cells, b.Cells) is NumbersShape cells => new GridShape(cells),
        _ when WordsOf(left) is { } a && WordsOf(right) is { } b && a.Union(b, StringComparer.Ordinal).ToArray() is var all
            && all.Length <= Folding.MostWords => new WordShape(all),
        _ when IsText(left) && IsText(right) => new SameShape(ScriptValue.Text.Unknown),
        (ItemsShape a, ItemsShape b) when a.Elements.Length == b.Elements.Length =>
            new ItemsShape([.. a.Elements.Zip(b.Elements, Join)]),
        // An empty array becomes an array of what it is joined with.
        (ItemsShape { Elements: [] }, _) when AsNumbers(right) is { IsList: false } b => b,
        (_, ItemsShape { Elements: [] }) when AsNumbers(left) is { IsList: false } a => a,
        _ when AsNumbers(left) is { IsList: false } a && AsNumbers(right) is { IsList: false } b =>
            new NumbersShape(Joined(a.Known, b.Known), a.Collapses || b.Collapses, a.Element == b.Element ? a.Element : typeof(void),
                Arithmetic.Joined(a.Width, b.Width)),
        (RecordShape a, RecordShape b) when (a.IsTable, a.IsOrdered) == (b.IsTable, b.IsOrdered) && a.Names.SequenceEqual(b.Names) =>
            a with { Values = [.. a.Values.Zip(b.Values, Join)] },
        (SameShape { Value: ScriptValue.Null }, _) or (_, SameShape { Value: ScriptValue.Null }) =>
            new UncertainShape("is $null on some paths through the script; give it a value first"),
        _ => new UncertainShape("has another type on some paths through the script"),
    };

    /// <summary>The terms that carry a value of this shape. Conversions are computed in the region that is being built.</summary>
    public IEnumerable<Term> Terms(ScriptValue value, ExpressionGraph graph) => (this, value) switch
    {
        (NumberShape { Known: Tag.Dynamic }, ScriptValue.Number number) => [number.Value, number.IsInteger!],
        (NumberShape, ScriptValue.Number number) => [number.Value],
        (BooleanShape, ScriptValue.Boolean boolean) => [boolean.Value],
        (SwitchShape, ScriptValue.Switch isSet) => [isSet.Value],
        (CounterShape, ScriptValue.Counter counter) => [counter.Value],
        (TextShape, ScriptValue.NumericText text) => [text.Digits.Value, text.Digits.IsInteger!],
        (NumbersShape shape, ScriptValue.Numbers or ScriptValue.Items) when Arrays.ToNumbers(value, graph) is { } numbers =>
            shape.Known == Tag.Dynamic ? [numbers.Values, Arrays.FlagsOf(numbers, graph)!] : [numbers.Values],
        (WordShape shape, ScriptValue.Text { Content: { } text }) => [(Real)shape.CodeOf(text)],
        (WordShape shape, ScriptValue.Word word) => [shape.Words.SequenceEqual(word.Words, StringComparer.Ordinal) ? word.Code
            : graph.Bind(Series.Of([.. word.Words.Select(shape.CodeOf)]))[word.Code.ToWhole()]],
        (GridShape shape, ScriptValue.Grid grid) => [.. shape.Cells.Terms(grid.Cells, graph), grid.RowCount, grid.ColumnCount],
        (MatrixRowShape, ScriptValue.MatrixRow row) => [row.Index],
        (RowShape, ScriptValue.Row row) => [row.Index],
        (ItemsShape shape, ScriptValue.Items items) =>
            shape.Elements.Zip(items.Elements).SelectMany(pair => pair.First.Terms(pair.Second, graph)),
        (RecordShape shape, ScriptValue.Record record) =>
            shape.Names.Zip(shape.Values).SelectMany(pair => pair.Second.Terms(record.Properties[pair.First], graph)),
        _ => [],
    };

    /// <summary>The value that the terms carry.</summary>
    public ScriptValue Rebuild(Queue<Term> terms) => this switch
    {
        NumberShape { Known: Tag.Dynamic } number =>
            new ScriptValue.Number((Real)terms.Dequeue(), (Truth)terms.Dequeue(), number.Width),
        NumberShape { Known: var tag } number =>
            new ScriptValue.Number((Real)terms.Dequeue(), tag == Tag.Unknown ? null : tag == Tag.Integer, number.Width),
        BooleanShape => new ScriptValue.Boolean((Truth)terms.Dequeue()),
        SwitchShape => new ScriptValue.Switch((Truth)terms.Dequeue()),
        CounterShape => new ScriptValue.Counter((Whole)terms.Dequeue()),
        TextShape text =>
            new ScriptValue.NumericText(new ScriptValue.Number((Real)terms.Dequeue(), (Truth)terms.Dequeue()), text.IsPlain),
        NumbersShape shape => new ScriptValue.Numbers(
            (Series)terms.Dequeue(), shape.Known switch { Tag.Integer => true, Tag.Double => false, _ => null },
            shape.Known == Tag.Dynamic ? (Series)terms.Dequeue() : null, Collapses: shape.Collapses, Element: shape.Element,
            Width: shape.Width, IsList: shape.IsList),
        WordShape word => new ScriptValue.Word(word.Words, (Real)terms.Dequeue()),
        GridShape grid => new ScriptValue.Grid(
            (ScriptValue.Numbers)grid.Cells.Rebuild(terms), (Whole)terms.Dequeue(), (Whole)terms.Dequeue()),
        MatrixRowShape shape => new ScriptValue.MatrixRow(shape.Matrix, (Whole)terms.Dequeue()),
        RowShape shape => new ScriptValue.Row(shape.Table, (Whole)terms.Dequeue()),
        ItemsShape shape => new ScriptValue.Items([.. shape.Elements.Select(element => element.Rebuild(terms))]),
        RecordShape shape => new ScriptValue.Record(
            shape.Names.Zip(shape.Values).ToDictionary(p => p.First, p => p.Second.Rebuild(terms), StringComparer.OrdinalIgnoreCase),
            shape.IsTable, shape.IsOrdered),
        SameShape same => same.Value,
        UncertainShape uncertain => new ScriptValue.Uncertain(uncertain.Reason),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The texts that a value may be; null if it is no text, or is not known.</summary>
    private static IReadOnlyList<string>? WordsOf(ScriptShape shape) => shape switch
    {
        WordShape word => word.Words,
        SameShape { Value: ScriptValue.Text { Content: { } text } } => [text],
        _ => null,
    };

    private static bool IsText(ScriptShape shape) => shape is WordShape or SameShape { Value: ScriptValue.Text };

    private static Tag TagOf(ScriptValue.Number number) => number.IsInteger switch
    {
        null => Tag.Unknown,
        { ConstantValue: true } => Tag.Integer,
        { ConstantValue: false } => Tag.Double,
        _ => Tag.Dynamic,
    };

    private static Tag TagOf(ScriptValue.Numbers numbers) =>
        numbers.IsInteger is { } isInteger ? isInteger ? Tag.Integer : Tag.Double : numbers.Flags is null ? Tag.Unknown : Tag.Dynamic;

    private static Tag Joined(Tag left, Tag right) =>
        left == right ? left : left == Tag.Unknown || right == Tag.Unknown ? Tag.Unknown : Tag.Dynamic;

    private static NumbersShape? AsNumbers(ScriptShape shape) => shape switch
    {
        NumbersShape numbers => numbers,
        ItemsShape { Elements.Length: > 0 } items when items.Elements.All(element => element is NumberShape) =>
            new NumbersShape(items.Elements.Cast<NumberShape>().Select(element => element.Known).Aggregate(Joined), false, null,
                Arithmetic.Joined(items.Elements.Cast<NumberShape>().Select(element => element.Width))),
        _ => null,
    };
}
