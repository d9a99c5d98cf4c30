namespace PSOptimize.Differentiation;

/// <summary>Nodes in execution order, and the values that the region hands to its owner.</summary>
internal sealed class Region(Region? parent, Node? owner)
{
    public Region? Parent { get; } = parent;

    /// <summary>The choice or loop that executes this region; null for the outermost one.</summary>
    public Node? Owner { get; } = owner;

    public List<Node> Nodes { get; } = [];

    public IReadOnlyList<Node> Results { get; set; } = [];

    /// <summary>The line of execution that the region belongs to: the test and the body of a loop run one after the other.</summary>
    public Region Line => Owner is LoopNode loop ? loop.Frame : this;

    /// <summary>All nodes, also those of inner regions, in execution order.</summary>
    public IEnumerable<Node> AllNodes => Nodes.SelectMany(node => node switch
    {
        ChoiceNode choice => choice.Then.AllNodes.Concat(choice.Else.AllNodes).Append(choice),
        LoopNode loop => loop.Frame.AllNodes.Concat(loop.Body.AllNodes).Append(loop),
        _ => [node],
    });

    /// <summary>Whether an evaluation needs a tape.</summary>
    public bool UsesTape => AllNodes.Any(node => node is LoopNode or OperationNode { Operator.Allocates: true });

    /// <summary>The nodes that the results or a requirement depend on.</summary>
    public HashSet<Node> LiveNodes() => Liveness.Of(Results.Concat(AllNodes.OfType<RequirementNode>())).Inside;

    public bool IsInside(Region outer)
    {
        for (var region = this; region is not null; region = region.Parent)
            if (region == outer)
                return true;
        return false;
    }
}
