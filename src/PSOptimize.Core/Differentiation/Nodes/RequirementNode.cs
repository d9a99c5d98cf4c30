namespace PSOptimize.Differentiation;

/// <summary>The evaluation fails with the message if the condition does not hold.</summary>
internal sealed class RequirementNode(Node condition, string message, Region home) : Node(ValueKind.Truth, home)
{
    public Node Condition { get; } = condition;

    public string Message { get; } = message;
}
