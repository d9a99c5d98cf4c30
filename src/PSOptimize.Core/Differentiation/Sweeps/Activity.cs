namespace PSOptimize.Differentiation;

/// <summary>Which values vary with the point: only these have an adjoint.</summary>
internal static class Activity
{
    public static HashSet<Node> Of(Region root)
    {
        var active = new HashSet<Node>();
        int before;
        do
        {
            // Repeated while a loop carries activity back to its beginning.
            before = active.Count;
            Visit(root, active);
        }
        while (active.Count != before);
        return active;
    }

    private static void Visit(Region region, HashSet<Node> active)
    {
        foreach (var node in region.Nodes)
        {
            switch (node)
            {
                case OperationNode operation when Varies(operation, active):
                    active.Add(operation);
                    break;
                case ChoiceNode choice:
                    Visit(choice.Then, active);
                    Visit(choice.Else, active);
                    foreach (var output in choice.Outputs)
                        if (Is(choice.Then.Results[output.Index], active) || Is(choice.Else.Results[output.Index], active))
                            active.Add(output);
                    break;
                case LoopNode loop:
                    foreach (var parameter in loop.Parameters)
                        if (Is(loop.Seeds[parameter.Index], active))
                            active.Add(parameter);
                    Visit(loop.Frame, active);
                    Visit(loop.Body, active);
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

    private static bool Varies(OperationNode operation, HashSet<Node> active)
    {
        if (operation.Kind is not (ValueKind.Real or ValueKind.Series))
            return false;
        if (operation.Operator.Result == ValueKind.Series || operation.Operator == Operators.Element)
            return operation.Operands.Any(operand => Is(operand, active));
        for (var i = 0; i < operation.Operands.Count; i++)
            if (operation.Operator.PullOf(i) is not null && Is(operation.Operands[i], active))
                return true;
        return false;
    }
}
