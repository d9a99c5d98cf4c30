using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Reading from arrays as PowerShell does.</summary>
internal static class Arrays
{
    /// <summary>The array with its numbers in one series; null where an element is not a number.</summary>
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
                if (elements.All(e => e.Value.ConstantValue is not null && e.IsInteger?.ConstantValue is not null))
                {
                    return new Numbers(graph.Bind(Series.Of([.. elements.Select(e => e.Value.ConstantValue!.Value)])), isInteger,
                        isInteger is null ? graph.Bind(Series.Of([.. elements.Select(e => e.IsCertainlyInteger ? 1.0 : 0.0)])) : null);
                }

                return new Numbers(Listed(elements.Select(e => e.Value)), isInteger, isInteger is null && elements.All(e => e.IsInteger is not null)
                    ? Listed(elements.Select(e => Real.Select(e.IsInteger!, 1, 0))) : null);
            default:
                return null;
        }

        Series Listed(IEnumerable<Real> elements) => elements.Aggregate(graph.Empty, (series, element) => series.Append(element));
    }

    /// <summary>How many elements; null where the value is no array.</summary>
    public static Whole? Count(ScriptValue value) => value switch
    {
        Items items => items.Elements.Count,
        Numbers numbers => numbers.Values.Count,
        Integers { From: var from, To: var to } => Real.Abs(to - from).ToWhole() + 1,
        Rows rows => rows.Table.Rows.Count,
        Matrix matrix => matrix.RowCount,
        _ => null,
    };

    /// <summary>The element at an index that is inside the array; null where the elements differ too much to be told apart at run time.</summary>
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
                var start = index * matrix.ColumnCount;
                if (index.ConstantValue is { } row && matrix.Values.Node is CapturedNode captured)
                {
                    var values = captured.Values.AsSpan(row * matrix.ColumnCount, matrix.ColumnCount);
                    return new Numbers(graph.Bind(Series.Of(values.ToArray())), matrix.IsInteger);
                }

                return Collect(graph, matrix.ColumnCount, j => matrix.Values[start + j], matrix.IsInteger);
            default:
                return ToNumbers(array, graph) is { } numbers ? NumberAt(numbers, index) : null;
        }
    }

    public static ScriptValue NumberAt(Numbers numbers, Whole index)
    {
        var value = numbers.Values[index];
        var number = new Number(value, numbers.Flags is { } flags ? !Real.AreEqual(flags[index], 0)
            : numbers.IsInteger is { } isInteger ? (Truth)isInteger : null);
        return numbers.Texts ? new NumericText(number) : number;
    }

    public static Numbers Collect(ExpressionGraph graph, Whole count, Func<Whole, Real> element, bool? isInteger)
    {
        var last = graph.While([(Whole)0, graph.Empty], state => (Whole)state[0] < count,
            state => [(Whole)state[0] + 1, ((Series)state[1]).Append(element((Whole)state[0]))]);
        return new Numbers((Series)last[1], isInteger);
    }
}
