namespace PSOptimize.Differentiation;

/// <summary>Which values vary with the point: only these have an adjoint.</summary>
internal static class Activity
{
    /// <summary>The nodes that vary with the point.</summary>
    /// <param name="root">The graph.</param>
    /// <param name="constants">How many coordinates, the first ones, are constants if read by a constant index.</param>
    public static HashSet<Node> Of(Region root, int constants = 0)
    {
        var active = new HashSet<Node>();
        int before;
        do
        {
            // Repeated while a loop carries activity back to its beginning.
            before = active.Count;
            Visit(root, active, constants);
        }
        while (active.Count != before);
        return active;
    }

    private static void Visit(Region region, HashSet<Node> active, int constants)
    {
        foreach (var node in region.Nodes)
        {
            switch (node)
            {
                case OperationNode operation when Varies(operation, active, constants):
                    active.Add(operation);
                    break;
                case ChoiceNode choice:
                    Visit(choice.Then, active, constants);
                    Visit(choice.Else, active, constants);
                    foreach (var output in choice.Outputs)
                        if (Is(choice.Then.Results[output.Index], active) || Is(choice.Else.Results[output.Index], active))
                            active.Add(output);
                    break;
                case LoopNode loop:
                    foreach (var parameter in loop.Parameters)
                        if (Is(loop.Seeds[parameter.Index], active))
                            active.Add(parameter);
                    Visit(loop.Frame, active, constants);
                    Visit(loop.Body, active, constants);
                    foreach (var parameter in loop.Parameters)
                        if (Is(loop.Body.Results[parameter.Index], active))
                            active.Add(parameter);
                    foreach (var parameter in loop.Parameters)
                        if (active.Contains(parameter))
                            active.Add(loop.Outputs[parameter.Index]);
                    break;
            }
        }
    }

    public static bool Is(Node node, HashSet<Node> active) => node is PointNode || active.Contains(node);

    private static bool Varies(OperationNode operation, HashSet<Node> active, int constants)
    {
        if (operation.Kind is not (ValueKind.Real or ValueKind.Series))
            return false;
        if (operation.Operator == Operators.Element
            && operation.Operands is [PointNode, ConstantNode { Value: int index }] && index < constants)
            return false;
        if (operation.Operator.Result == ValueKind.Series || operation.Operator == Operators.Element)
            return operation.Operands.Any(operand => Is(operand, active));
        for (var i = 0; i < operation.Operands.Count; i++)
            if (operation.Operator.PullOf(i) is not null && Is(operation.Operands[i], active))
                return true;
        return false;
    }
}
