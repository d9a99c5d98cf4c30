namespace PSOptimize.Differentiation;

internal sealed class ConstantNode(ValueKind kind, object value) : Node(kind, null)
{
    public object Value { get; } = value;
}
