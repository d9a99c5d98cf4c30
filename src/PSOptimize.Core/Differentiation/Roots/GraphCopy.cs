using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>
/// Copies nodes into another region, and computes there also how their values change with the nodes that have a slope at the beginning:
/// forward mode, as nodes of the graph.
/// </summary>
/// <param name="includes">Whether a node is needed in the copy.</param>
internal sealed class GraphCopy(Func<Node, bool> includes)
{
    private static readonly ConstantNode Zero = new(ValueKind.Real, 0.0);

    private readonly Dictionary<Node, Node> _copies = [];
    private readonly Dictionary<Node, Node> _slopes = [];

    /// <summary>Called for each loop that has been copied: it may map the outputs to others.</summary>
    public Action<LoopNode, LoopNode>? AfterLoop { get; init; }

    /// <summary>What stands for a node in the copy.</summary>
    public Node Read(Node node) => _copies.GetValueOrDefault(node, node);

    /// <summary>The slope of a node: a node of the copy.</summary>
    public Node SlopeOf(Node node) => _slopes.GetValueOrDefault(node, Zero);

    /// <summary>Lets a node of the copy stand for another one.</summary>
    public void Map(Node node, Node copy, Node? slope = null)
    {
        _copies[node] = copy;
        if (slope is not null)
            _slopes[node] = slope;
    }

    /// <summary>Copies what is needed of a region to the end of another one.</summary>
    public void Copy(Region from, Region to)
    {
        foreach (var node in from.Nodes)
        {
            switch (node)
            {
                case OperationNode operation when includes(node):
                    Copy(operation, to);
                    break;
                case RequirementNode requirement when includes(node):
                    to.Nodes.Add(new RequirementNode(Read(requirement.Condition), requirement.Message, to));
                    break;
                case ChoiceNode choice when includes(node):
                    Copy(choice, to);
                    break;
                case ChoiceNode choice:
                    // Only something inside is needed, not which branch is taken.
                    Copy(choice.Then, to);
                    Copy(choice.Else, to);
                    break;
                case LoopNode loop when includes(node):
                    Copy(loop, to);
                    break;
            }
        }
    }

    private void Copy(OperationNode operation, Region to)
    {
        Node[] operands = [.. operation.Operands.Select(Read)];
        var copy = Add(operation.Operator, operands, to);
        int[] varying = [.. Enumerable.Range(0, operands.Length).Where(i => _slopes.ContainsKey(operation.Operands[i]) && Passes(i))];
        Map(operation, copy, varying.Length == 0 ? null
            : operation.Operator == Operators.Held ? SlopeOf(operation.Operands[0])
            : Add(SlopeOperator(operation.Operator, varying, operands.Length),
                [.. operands, copy, .. varying.Select(i => SlopeOf(operation.Operands[i]))], to));

        bool Passes(int i) => operation.Operator.PullOf(i) is not null || operation.Operator == Operators.Held;
    }

    private void Copy(ChoiceNode choice, Region to)
    {
        var copy = new ChoiceNode(Read(choice.Condition), to);
        Copy(choice.Then, copy.Then);
        Copy(choice.Else, copy.Else);
        var (then, otherwise, outputs) = (new List<Node>(), new List<Node>(), new List<OutputNode>());
        foreach (var output in choice.Outputs.Where(output => includes(output)))
        {
            var (first, second) = (choice.Then.Results[output.Index], choice.Else.Results[output.Index]);
            var value = Join(Read(first), Read(second));
            Map(output, value, _slopes.ContainsKey(first) || _slopes.ContainsKey(second) ? Join(SlopeOf(first), SlopeOf(second)) : null);
        }

        (copy.Then.Results, copy.Else.Results, copy.Outputs) = (then, otherwise, outputs);
        to.Nodes.Add(copy);

        OutputNode Join(Node first, Node second)
        {
            outputs.Add(new OutputNode(copy, outputs.Count, first.Kind));
            then.Add(first);
            otherwise.Add(second);
            return outputs[^1];
        }
    }

    private void Copy(LoopNode loop, Region to)
    {
        var carried = loop.Parameters.Where(parameter => includes(parameter)).ToList();
        // Whether a number gets a slope in some iteration is not known yet; a slope that nobody reads is not computed.
        var sloping = _slopes.Count == 0 ? [] : carried.Where(parameter => parameter.Kind == ValueKind.Real).ToList();
        var copy = new LoopNode([.. Both(parameter => loop.Seeds[parameter.Index])], to);
        for (var i = 0; i < copy.Parameters.Count; i++)
        {
            if (i < carried.Count)
                Map(carried[i], copy.Parameters[i]);
            else
                _slopes[sloping[i - carried.Count]] = copy.Parameters[i];
        }

        Copy(loop.Frame, copy.Frame);
        copy.Frame.Results = [Read(loop.Test)];
        Copy(loop.Body, copy.Body);
        copy.Body.Results = [.. Both(parameter => loop.Body.Results[parameter.Index])];
        to.Nodes.Add(copy);
        for (var i = 0; i < copy.Outputs.Count; i++)
        {
            if (i < carried.Count)
                Map(loop.Outputs[carried[i].Index], copy.Outputs[i]);
            else
                _slopes[loop.Outputs[sloping[i - carried.Count].Index]] = copy.Outputs[i];
        }

        AfterLoop?.Invoke(loop, copy);

        IEnumerable<Node> Both(Func<ParameterNode, Node> of) =>
            carried.Select(parameter => Read(of(parameter))).Concat(sloping.Select(parameter => SlopeOf(of(parameter))));
    }

    public static OperationNode Add(Operator @operator, Node[] operands, Region to)
    {
        var node = new OperationNode(@operator, operands, to);
        to.Nodes.Add(node);
        return node;
    }

    /// <summary>The slope of an operation, from its operands, its value and the slopes of the operands that have one.</summary>
    private static Operator SlopeOperator(Operator @operator, int[] varying, int count) => new()
    {
        Name = $"slope of {@operator.Name}", Result = ValueKind.Real,
        Emit = a => varying
            .Select((operand, i) =>
                @operator.PullOf(operand)!(a[count + 1 + i], new Operands(index => a[index]), new Operands(_ => a[count])))
            .Aggregate(Expression.Add),
    };
}
