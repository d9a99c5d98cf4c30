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

    public bool IsInside(Region outer)
    {
        for (var region = this; region is not null; region = region.Parent)
            if (region == outer)
                return true;
        return false;
    }
}
