namespace PSOptimize.Differentiation;

/// <summary>An immutable sequence of reals in an expression graph: the point, a captured array, or one that the program builds.</summary>
public sealed class Series : Term
{
    internal Series(Node node, ExpressionGraph? graph) : base(node, graph)
    {
    }

    /// <summary>The number of elements.</summary>
    public Whole Count => Node is CapturedNode captured ? captured.Values.Length : new Whole(Apply(Operators.Length, this), Graph);

    /// <summary>One element; the evaluation fails if the index is out of range.</summary>
    /// <param name="index">From 0.</param>
    public Real this[Whole index] =>
        Node is CapturedNode captured && index?.ConstantValue is { } i && i >= 0 && i < captured.Values.Length
            ? captured.Values[i]
            : Real.Of(Operators.Element, this, index!);

    /// <summary>A constant sequence. The array is copied.</summary>
    /// <param name="values">Its elements.</param>
    public static Series Of(params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new Series(new CapturedNode([.. values]), null);
    }

    /// <summary>This sequence with one more element. Cheap if the sequence is the newest one, as in a loop that collects.</summary>
    /// <param name="element">The element.</param>
    public Series Append(Real element)
    {
        var own = ExpressionGraph.InArena(this, element);
        return new Series(Apply(Operators.Append, own, element), GraphOf(own, element));
    }

    /// <summary>This sequence with one element replaced: a copy, so the time grows with the length.</summary>
    /// <param name="index">From 0; the evaluation fails if there is no such element.</param>
    /// <param name="element">The new element.</param>
    public Series With(Whole index, Real element)
    {
        var own = ExpressionGraph.InArena(this, index, element);
        return new Series(Apply(Operators.With, own, index, element), GraphOf(own, index, element));
    }
}
