namespace PSOptimize.Differentiation;

/// <summary>One result of a choice or a loop.</summary>
internal sealed class OutputNode(Node source, int index, ValueKind kind) : Node(kind, source.Home)
{
    public Node Source { get; } = source;

    public int Index { get; } = index;
}
