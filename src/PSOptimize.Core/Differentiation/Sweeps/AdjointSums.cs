using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>
/// Finds the loops that only add up, <c>s = s + term</c>, and whose sums have adjoints that are known before the loop runs, because
/// what follows is linear in them: then the terms can be differentiated in the same pass that computes them.
/// </summary>
internal sealed class AdjointSums
{
    private readonly HashSet<Node> _live;
    private readonly Region _root;
    private readonly Dictionary<Node, List<Use>> _uses = [];
    private readonly Dictionary<Node, int> _positions = [];
    private readonly Dictionary<Node, (LoopNode Loop, ParameterExpression Adjoint)> _known = [];

    public AdjointSums(Region root, HashSet<Node> live)
    {
        (_root, _live) = (root, live);
        Collect(root);
        Add(root.Results[0], new Use(null, 0, root));
    }

    /// <summary>While a loop runs, the variable holds the adjoint of one of its outputs, also for the loops inside.</summary>
    public void Know(LoopNode loop, int output, ParameterExpression adjoint) => _known.Add(loop.Outputs[output], (loop, adjoint));

    /// <summary>The adjoints of all carried numbers; null if the loop does more than add up or an adjoint is not known before it.</summary>
    public IReadOnlyList<(ParameterNode Sum, AdjointBefore Adjoint)>? AdjointsBefore(LoopNode loop, IReadOnlyList<ParameterNode> carried)
    {
        var adjoints = new List<(ParameterNode, AdjointBefore)>();
        foreach (var parameter in carried)
        {
            if (!IsSum(parameter) || Adjoint(loop.Outputs[parameter.Index], loop) is not { } adjoint)
                return null;
            adjoints.Add((parameter, adjoint));
        }

        return adjoints;
    }

    /// <summary>Whether each iteration adds something to the parameter, or nothing, and does nothing else with it.</summary>
    private bool IsSum(ParameterNode parameter)
    {
        var counts = new Dictionary<Node, int>();
        return LeadsFrom(parameter.Loop.Body.Results[parameter.Index], parameter, counts)
            && counts.All(node => UsesOf(node.Key).Count == node.Value);
    }

    /// <summary>Whether a value is the parameter plus something; counts how often each value on the way is used for that.</summary>
    private bool LeadsFrom(Node node, ParameterNode parameter, Dictionary<Node, int> counts)
    {
        counts[node] = counts.GetValueOrDefault(node) + 1;
        if (node == parameter)
            return true;
        if (counts[node] > 1)
            return true;
        switch (node)
        {
            case OperationNode { Operands: [var left, var right] } sum when sum.Operator == Operators.Add:
                return LeadsFromHere(left) || LeadsFromHere(right);
            case OperationNode { Operands: [var left, _] } difference when difference.Operator == Operators.Subtract:
                return LeadsFromHere(left);
            case OutputNode { Source: ChoiceNode choice } output:
                return LeadsFrom(choice.Then.Results[output.Index], parameter, counts)
                    && LeadsFrom(choice.Else.Results[output.Index], parameter, counts);
            case OutputNode { Source: LoopNode inner } output:
                return IsSum(inner.Parameters[output.Index]) && LeadsFrom(inner.Seeds[output.Index], parameter, counts);
            default:
                return false;
        }

        bool LeadsFromHere(Node operand)
        {
            var attempt = new Dictionary<Node, int>(counts);
            if (!LeadsFrom(operand, parameter, attempt))
                return false;
            foreach (var (visited, count) in attempt)
                counts[visited] = count;
            return true;
        }
    }

    /// <summary>The adjoint of a value, if it follows from what is known before a loop.</summary>
    private AdjointBefore? Adjoint(Node node, LoopNode loop)
    {
        // A loop further on has not set its variable yet.
        if (_known.TryGetValue(node, out var known) && loop.Home!.IsInside(known.Loop.Frame))
            return new AdjointBefore(_ => known.Adjoint);
        // Used once, in the same line of execution: neither in a branch that may not run nor in a loop that may run often.
        if (UsesOf(node) is not [var use] || use.Place.Line != node.Home!.Line)
            return null;
        switch (use.By)
        {
            case null:
                return new AdjointBefore(_ => Expression.Constant(1.0));
            case OutputNode output:
                return Adjoint(output, loop);
            case ParameterNode parameter:
                return IsSum(parameter) ? Adjoint(parameter.Loop.Outputs[parameter.Index], loop) : null;
            case OperationNode operation when IsLinear(operation, use.Operand):
                var isScaled = operation.Operator == Operators.Multiply || operation.Operator == Operators.Divide;
                return (!isScaled || IsBefore(operation.Operands[1 - use.Operand], loop)) && Adjoint(operation, loop) is { } adjoint
                    ? new AdjointBefore(mention => operation.Operator.PullOf(use.Operand)!(
                        adjoint.Emit(mention), new Operands(i => mention(operation.Operands[i])), default))
                    : null;
            default:
                return null;
        }
    }

    private static bool IsLinear(OperationNode operation, int operand) =>
        operation.Operator == Operators.Add || operation.Operator == Operators.Subtract || operation.Operator == Operators.Negate
        || operation.Operator == Operators.Multiply || (operation.Operator == Operators.Divide && operand == 0);

    /// <summary>Whether a value has been computed when a loop begins.</summary>
    private bool IsBefore(Node node, LoopNode loop)
    {
        if (node.Home is null)
            return true;
        Node at = loop;
        for (var region = loop.Home!; ; region = region.Parent!)
        {
            if (region == node.Home)
                return node is ParameterNode || Position(node) < Position(at);
            if (region.Owner is null)
                return false;
            // Everything in the frame of a loop comes before its body.
            at = region.Parent!.Owner == region.Owner ? _afterAll : region.Owner;
        }
    }

    private readonly Node _afterAll = new ConstantNode(ValueKind.Real, 0.0);

    private int Position(Node node) => node == _afterAll ? int.MaxValue : _positions[node is OutputNode output ? output.Source : node];

    private List<Use> UsesOf(Node node) => _uses.GetValueOrDefault(node) ?? [];

    private void Add(Node node, Use use)
    {
        if (node.Kind != ValueKind.Real || node.Home is null)
            return;
        if (!_uses.TryGetValue(node, out var uses))
            _uses.Add(node, uses = []);
        uses.Add(use);
    }

    private void Collect(Region region)
    {
        foreach (var node in region.Nodes)
        {
            _positions.Add(node, _positions.Count);
            if (!_live.Contains(node))
                continue;
            switch (node)
            {
                case OperationNode operation:
                    for (var i = 0; i < operation.Operands.Count; i++)
                        Add(operation.Operands[i], new Use(operation, i, region));
                    break;
                case ChoiceNode choice:
                    Collect(choice.Then);
                    Collect(choice.Else);
                    foreach (var output in choice.Outputs.Where(_live.Contains))
                    {
                        Add(choice.Then.Results[output.Index], new Use(output, 0, choice.Then));
                        Add(choice.Else.Results[output.Index], new Use(output, 0, choice.Else));
                    }

                    break;
                case LoopNode loop:
                    Collect(loop.Frame);
                    Collect(loop.Body);
                    foreach (var parameter in loop.Parameters.Where(_live.Contains))
                    {
                        Add(loop.Seeds[parameter.Index], new Use(parameter, 0, region));
                        Add(loop.Body.Results[parameter.Index], new Use(parameter, 0, loop.Body));
                    }

                    break;
            }
        }
    }

    /// <summary>The reader of a value: an operation, a result of a choice, a number that a loop carries, or null for the caller.</summary>
    private sealed record Use(Node? By, int Operand, Region Place);
}
