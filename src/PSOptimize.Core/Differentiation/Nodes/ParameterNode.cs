namespace PSOptimize.Differentiation;

/// <summary>A value that a loop carries from one iteration to the next.</summary>
internal sealed class ParameterNode(LoopNode loop, int index, ValueKind kind) : Node(kind, loop.Frame)
{
    public LoopNode Loop { get; } = loop;

    public int Index { get; } = index;
}
