namespace PSOptimize.Differentiation;

/// <summary>
/// The nodes that some roots depend on. Without a boundary these are the nodes that matter at all; with a loop as the boundary, those
/// that the reverse sweep must recompute in each iteration.
/// </summary>
internal sealed class Liveness
{
    private readonly LoopNode? _boundary;
    private readonly Stack<Node> _pending = new();

    private Liveness(LoopNode? boundary) => _boundary = boundary;

    /// <summary>The nodes that are needed, inside the boundary.</summary>
    public HashSet<Node> Inside { get; } = [];

    /// <summary>The parameters of the boundary that are needed: what the forward sweep records.</summary>
    public HashSet<ParameterNode> Recorded { get; } = [];

    /// <summary>The nodes that are needed from outside the boundary.</summary>
    public HashSet<Node> Outside { get; } = [];

    public static Liveness Of(IEnumerable<Node> roots, LoopNode? boundary = null)
    {
        var liveness = new Liveness(boundary);
        foreach (var root in roots)
            liveness.Reach(root);
        while (liveness._pending.TryPop(out var node))
            liveness.Follow(node);
        return liveness;
    }

    private void Reach(Node node)
    {
        if (node.Home is null)
            return;
        if (_boundary is not null && !node.Home.IsInside(_boundary.Frame))
            Outside.Add(node);
        else if (node is ParameterNode parameter && parameter.Loop == _boundary)
            Recorded.Add(parameter);
        else if (Inside.Add(node))
            _pending.Push(node);
    }

    private void Follow(Node node)
    {
        if (node.Home!.Owner is { } owner && owner != _boundary)
            Reach(owner);
        switch (node)
        {
            case OperationNode operation:
                foreach (var operand in operation.Operands)
                    Reach(operand);
                break;
            case RequirementNode requirement:
                Reach(requirement.Condition);
                break;
            case ParameterNode parameter:
                Reach(parameter.Loop.Seeds[parameter.Index]);
                Reach(parameter.Loop.Body.Results[parameter.Index]);
                break;
            case OutputNode { Source: LoopNode loop } output:
                Reach(loop.Parameters[output.Index]);
                break;
            case OutputNode { Source: ChoiceNode choice } output:
                Reach(choice);
                Reach(choice.Then.Results[output.Index]);
                Reach(choice.Else.Results[output.Index]);
                break;
            case ChoiceNode choice:
                Reach(choice.Condition);
                break;
            case LoopNode loop:
                Reach(loop.Test);
                break;
        }
    }
}
