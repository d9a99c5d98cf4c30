namespace PSOptimize.Differentiation;

/// <summary>
/// A value of an expression graph: a <see cref="Real"/>, <see cref="Whole"/>, <see cref="Truth"/> or <see cref="Series"/>.
/// </summary>
public abstract class Term
{
    private protected Term(Node node, ExpressionGraph? graph)
    {
        Node = node;
        Graph = graph;
    }

    internal Node Node { get; }

    /// <summary>The graph that computes the value; null for a constant, which belongs to every graph.</summary>
    internal ExpressionGraph? Graph { get; }

    /// <summary>The same value as a term of its kind.</summary>
    internal static Term Of(Node node, ExpressionGraph? graph) => node.Kind switch
    {
        ValueKind.Real => new Real(node, graph),
        ValueKind.Whole => new Whole(node, graph),
        ValueKind.Truth => new Truth(node, graph),
        _ => new Series(node, graph),
    };

    private protected static Node Apply(Operator @operator, params Term[] operands) =>
        ExpressionGraph.Apply(@operator, operands);

    private protected static ExpressionGraph? GraphOf(params Term[] terms) => ExpressionGraph.GraphOf(terms);
}
