namespace PSOptimize.Differentiation;

internal sealed class OperationNode(Operator @operator, Node[] operands, Region home) : Node(@operator.Result, home)
{
    public Operator Operator { get; } = @operator;

    public IReadOnlyList<Node> Operands { get; } = operands;
}
