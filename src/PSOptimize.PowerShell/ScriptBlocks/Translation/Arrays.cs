using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Reading from arrays as PowerShell does.</summary>
internal static class Arrays
{
    /// <summary>The most elements that an array made in a script can have.</summary>
    public const int Longest = 1 << 24;

    /// <summary>The array with its numbers in one series; null if an element is not a number.</summary>
    public static Numbers? ToNumbers(ScriptValue value, ExpressionGraph graph)
    {
        switch (value)
        {
            case Numbers numbers:
                return numbers;
            case Integers { From: var from, To: var to }:
                return Collect(graph, Real.Abs(to - from).ToWhole() + 1, i => from + i.ToReal() * Real.Select(from <= to, 1, -1), true);
            case Items items when items.Elements.All(element => element is Number):
                var elements = items.Elements.Cast<Number>().ToList();
                bool? isInteger = elements.All(e => e.IsDouble) ? false : elements.All(e => e.IsCertainlyInteger) ? true : null;
                var isConstant = elements.All(e => e.Value.ConstantValue is not null && e.IsInteger?.ConstantValue is not null);
                var hasFlags = isInteger is null && elements.All(e => e.IsInteger is not null);
                return new Numbers(
                    SeriesOf(elements.Select(e => e.Value), isConstant),
                    isInteger,
                    hasFlags ? SeriesOf(elements.Select(e => Real.Select(e.IsInteger!, 1, 0)), isConstant) : null,
                    Width: Arithmetic.Joined(elements.Select(e => e.Width)));
            case MatrixRow { Of: var matrix, Index: var row }:
                return Cut(graph, matrix.Cells, row * matrix.ColumnCount, matrix.ColumnCount);
            default:
                return null;
        }

        Series SeriesOf(IEnumerable<Real> elements, bool isConstant) => isConstant
            ? graph.Bind(Series.Of([.. elements.Select(element => element.ConstantValue!.Value)]))
            : elements.Aggregate(graph.Empty, (series, element) => series.Append(element));
    }

    /// <summary>How many elements; null if the value is not an array.</summary>
    public static Whole? Count(ScriptValue value) => value switch
    {
        Items items => items.Elements.Count,
        Numbers numbers => numbers.Values.Count,
        Integers { From: var from, To: var to } => Real.Abs(to - from).ToWhole() + 1,
        Rows rows => rows.Table.Rows.Count,
        Matrix matrix => matrix.RowCount,
        MatrixRow row => row.Of.ColumnCount,
        _ => null,
    };

    /// <summary>
    /// The element at an index that is inside the array; null if the elements differ too much for one to be picked when the program runs.
    /// </summary>
    public static ScriptValue? Element(ScriptValue array, Whole index, ExpressionGraph graph)
    {
        switch (array)
        {
            case Items items when index.ConstantValue is { } i:
                return i >= 0 && i < items.Elements.Count ? items.Elements[i] : Null.Value;
            case Rows rows:
                return new Row(rows.Table, index);
            case Integers { From: var from, To: var to }:
                return Number.Integer(from + index.ToReal() * Real.Select(from <= to, 1, -1));
            case Matrix matrix:
                return new MatrixRow(matrix, index);
            case MatrixRow { Of: var matrix, Index: var row }:
                return NumberAt(matrix.Cells, row * matrix.ColumnCount + index);
            default:
                return ToNumbers(array, graph) is { } numbers ? NumberAt(numbers, index) : null;
        }
    }

    /// <summary>Arrays of numbers, all of one length, as a matrix; null if the value is something else.</summary>
    public static Matrix? ToMatrix(ScriptValue value, ExpressionGraph graph)
    {
        if (value is not Items { Elements: [Items { Elements.Count: > 0 and var columns }, ..] } items
            || !items.Elements.All(row => row is Items { Elements.Count: var length } && length == columns))
            return null;
        return ToNumbers(new Items([.. items.Elements.Cast<Items>().SelectMany(row => row.Elements)]), graph) is { } cells
            ? new Matrix(cells, items.Elements.Count, columns)
            : null;
    }

    /// <summary>1 for each integer and 0 for each double; null if that is not known.</summary>
    public static Series? FlagsOf(Numbers numbers, ExpressionGraph graph) =>
        numbers.Flags ?? (numbers.IsInteger is { } isInteger ? Filled(graph, numbers.Values.Count, isInteger ? 1 : 0) : null);

    /// <summary>One number for every element.</summary>
    public static Series Filled(ExpressionGraph graph, Whole count, Real value) =>
        count.ConstantValue is { } length and >= 0 && value.ConstantValue is { } known
            ? graph.Bind(Series.Of([.. Enumerable.Repeat(known, length)]))
            : Collect(graph, count, _ => value, false).Values;

    private static Numbers Cut(ExpressionGraph graph, Numbers numbers, Whole start, Whole count) => new(
        Collect(graph, count, i => numbers.Values[start + i], false).Values, numbers.IsInteger,
        numbers.Flags is { } flags ? Collect(graph, count, i => flags[start + i], false).Values : null, Width: numbers.Width);

    /// <summary>The array with a number at its end.</summary>
    public static Numbers Append(Numbers numbers, Number number) => new(
        numbers.Values.Append(number.Value),
        numbers.IsInteger is { } isInteger && number.IsInteger?.ConstantValue == isInteger ? isInteger : null,
        Collapses: numbers.Collapses, Width: Arithmetic.Joined(numbers.Width, number.Width));

    /// <summary>A captured value as one of the graph.</summary>
    public static ScriptValue Bind(ScriptValue value, ExpressionGraph graph) => value switch
    {
        Numbers numbers => numbers with
        {
            Values = graph.Bind(numbers.Values),
            Flags = numbers.Flags is null ? null : graph.Bind(numbers.Flags),
        },
        Matrix matrix => matrix with { Cells = (Numbers)Bind(matrix.Cells, graph) },
        Grid grid => grid with { Cells = (Numbers)Bind(grid.Cells, graph) },
        Items items => new Items([.. items.Elements.Select(element => Bind(element, graph))]),
        _ => value,
    };

    /// <summary>An element: a number, or the text of one.</summary>
    public static ScriptValue NumberAt(Numbers numbers, Whole index)
    {
        var value = numbers.Values[index];
        var number = new Number(value, numbers.Flags is { } flags ? !Real.AreEqual(flags[index], 0)
            : numbers.IsInteger is { } isInteger ? (Truth)isInteger : null, numbers.Width);
        return numbers.Texts ? new NumericText(number, numbers.IsPlain) : number;
    }

    /// <summary>An array whose elements are computed in a loop.</summary>
    public static Numbers Collect(ExpressionGraph graph, Whole count, Func<Whole, Real> element, bool? isInteger,
        Width width = Width.Usual)
    {
        var last = graph.While([(Whole)0, graph.Empty], state => (Whole)state[0] < count,
            state => [(Whole)state[0] + 1, ((Series)state[1]).Append(element((Whole)state[0]))]);
        return new Numbers((Series)last[1], isInteger, Width: width);
    }
}
