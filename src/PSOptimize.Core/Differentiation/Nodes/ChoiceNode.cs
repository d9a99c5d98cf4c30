namespace PSOptimize.Differentiation;

/// <summary>Executes one of two regions.</summary>
internal sealed class ChoiceNode : Node
{
    public ChoiceNode(Node condition, Region home) : base(ValueKind.Truth, home)
    {
        Condition = condition;
        Then = new Region(home, this);
        Else = new Region(home, this);
    }

    public Node Condition { get; }

    public Region Then { get; }

    public Region Else { get; }

    public IReadOnlyList<OutputNode> Outputs { get; set; } = [];
}
