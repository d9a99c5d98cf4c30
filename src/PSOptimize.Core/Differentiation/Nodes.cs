namespace PSOptimize.Differentiation;

/// <summary>A value that is computed once and never changes: the graph is in static single assignment form.</summary>
internal abstract class Node(ValueKind kind, Region? home)
{
    public ValueKind Kind { get; } = kind;

    /// <summary>Where the value is computed; null where it is there from the beginning.</summary>
    public Region? Home { get; } = home;
}

/// <summary>Nodes in the order of their execution, and the values that the region hands to its owner.</summary>
internal sealed class Region(Region? parent, Node? owner)
{
    public Region? Parent { get; } = parent;

    /// <summary>The choice or loop that executes this region; null for the outermost one.</summary>
    public Node? Owner { get; } = owner;

    public List<Node> Nodes { get; } = [];

    public IReadOnlyList<Node> Results { get; set; } = [];

    /// <summary>Test and body of one loop run one after the other, so both are one line of execution.</summary>
    public Region Line => Owner is LoopNode loop ? loop.Frame : this;

    public bool IsInside(Region outer)
    {
        for (var region = this; region is not null; region = region.Parent)
            if (region == outer)
                return true;
        return false;
    }
}

internal sealed class ConstantNode(ValueKind kind, object value) : Node(kind, null)
{
    public object Value { get; } = value;
}

/// <summary>The point at which the function is evaluated.</summary>
internal sealed class PointNode() : Node(ValueKind.Series, null);

/// <summary>An array that the graph keeps as a constant.</summary>
internal sealed class CapturedNode(double[] values) : Node(ValueKind.Series, null)
{
    public double[] Values { get; } = values;
}

internal sealed class OperationNode(Operator @operator, Node[] operands, Region home) : Node(@operator.Result, home)
{
    public Operator Operator { get; } = @operator;

    public IReadOnlyList<Node> Operands { get; } = operands;
}

/// <summary>The evaluation fails with the message where the condition does not hold.</summary>
internal sealed class RequirementNode(Node condition, string message, Region home) : Node(ValueKind.Truth, home)
{
    public Node Condition { get; } = condition;

    public string Message { get; } = message;
}

/// <summary>One result of a choice or a loop.</summary>
internal sealed class OutputNode(Node source, int index, ValueKind kind) : Node(kind, source.Home)
{
    public Node Source { get; } = source;

    public int Index { get; } = index;
}

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

/// <summary>A value that a loop carries from one iteration to the next.</summary>
internal sealed class ParameterNode(LoopNode loop, int index, ValueKind kind) : Node(kind, loop.Frame)
{
    public LoopNode Loop { get; } = loop;

    public int Index { get; } = index;
}

/// <summary>
/// Executes the frame, whose one result says whether to go on, then the body, whose results are the next parameters.
/// </summary>
internal sealed class LoopNode : Node
{
    public LoopNode(IReadOnlyList<Node> seeds, Region home) : base(ValueKind.Truth, home)
    {
        Seeds = seeds;
        Frame = new Region(home, this);
        Body = new Region(Frame, this);
        Parameters = [.. seeds.Select((seed, index) => new ParameterNode(this, index, seed.Kind))];
        Outputs = [.. seeds.Select((seed, index) => new OutputNode(this, index, seed.Kind))];
    }

    public IReadOnlyList<Node> Seeds { get; }

    public Region Frame { get; }

    public Region Body { get; }

    public IReadOnlyList<ParameterNode> Parameters { get; }

    public IReadOnlyList<OutputNode> Outputs { get; }

    public Node Test => Frame.Results[0];
}
