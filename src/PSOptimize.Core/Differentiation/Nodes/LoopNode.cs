namespace PSOptimize.Differentiation;

/// <summary>
/// Executes the frame, whose only result says whether to continue, then the body, whose results are the next parameters.
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
