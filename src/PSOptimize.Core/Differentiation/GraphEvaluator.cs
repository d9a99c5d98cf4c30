namespace PSOptimize.Differentiation;

/// <summary>
/// Evaluates a graph node by node, without compiling it: the plain meaning of a graph, which compiled code must agree with to the
/// last bit.
/// </summary>
internal sealed class GraphEvaluator(double[] point)
{
    private readonly Dictionary<Node, object> _values = [];

    public double Evaluate(Region root)
    {
        Run(root);
        return (double)Read(root.Results[0]);
    }

    public static object Invoke(Delegate function, object[] operands) => (function, operands) switch
    {
        (Func<double, double> f, [double x]) => f(x),
        (Func<double, double, double> f, [double x, double y]) => f(x, y),
        (Func<double, double, double, double> f, [double x, double y, double z]) => f(x, y, z),
        (Func<double, int, double> f, [double x, int y]) => f(x, y),
        (Func<double, double, bool> f, [double x, double y]) => f(x, y),
        (Func<bool, double, double, double> f, [bool c, double x, double y]) => f(c, x, y),
        (Func<bool, bool, bool> f, [bool x, bool y]) => f(x, y),
        (Func<bool, bool> f, [bool x]) => f(x),
        (Func<int, int, int> f, [int x, int y]) => f(x, y),
        (Func<int, int, bool> f, [int x, int y]) => f(x, y),
        (Func<int, double> f, [int x]) => f(x),
        (Func<double, int> f, [double x]) => f(x),
        (Func<double, int, int> f, [double x, int y]) => f(x, y),
        _ => throw new InvalidOperationException($"No operation {function.GetType()}."),
    };

    private void Run(Region region)
    {
        foreach (var node in region.Nodes)
        {
            switch (node)
            {
                case OperationNode operation:
                    _values[node] = Compute(operation.Operator, [.. operation.Operands.Select(Read)]);
                    break;
                case RequirementNode requirement:
                    SeriesAccess.Require((bool)Read(requirement.Condition), requirement.Message);
                    break;
                case ChoiceNode choice:
                    var branch = (bool)Read(choice.Condition) ? choice.Then : choice.Else;
                    Run(branch);
                    foreach (var output in choice.Outputs)
                        _values[output] = Read(branch.Results[output.Index]);
                    break;
                case LoopNode loop:
                    RunLoop(loop);
                    break;
            }
        }
    }

    private void RunLoop(LoopNode loop)
    {
        var state = loop.Seeds.Select(Read).ToList();
        while (true)
        {
            foreach (var parameter in loop.Parameters)
                _values[parameter] = state[parameter.Index];
            Run(loop.Frame);
            if (!(bool)Read(loop.Test))
                break;
            Run(loop.Body);
            state = [.. loop.Body.Results.Select(Read)];
        }

        foreach (var output in loop.Outputs)
            _values[output] = state[output.Index];
    }

    private static object Compute(Operator @operator, object[] operands)
    {
        if (@operator.Function is { } function)
            return Invoke(function, operands);
        double[] Series() => (double[])operands[0];
        if (@operator == Operators.Length)
            return Series().Length;
        if (@operator == Operators.Element)
            return SeriesAccess.OfArray(Series(), (int)operands[1]);
        if (@operator == Operators.Empty)
            return Array.Empty<double>();
        if (@operator == Operators.Append)
            return (double[])[.. Series(), (double)operands[1]];
        if (@operator == Operators.Copy)
            return Series();
        double[] copy = [.. Series()];
        copy[(int)operands[1]] = (double)operands[2];
        return copy;
    }

    private object Read(Node node) => node switch
    {
        ConstantNode constant => constant.Value,
        PointNode => point,
        CapturedNode captured => captured.Values,
        _ => _values[node],
    };
}
