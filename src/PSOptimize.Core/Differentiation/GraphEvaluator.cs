namespace PSOptimize.Differentiation;

/// <summary>
/// Evaluates a graph node by node, without compiling it: the plain meaning of a graph, which compiled code must agree with to the
/// last bit.
/// </summary>
internal class GraphEvaluator(Array point)
{
    private readonly Dictionary<Node, object> _values = [];

    public double Evaluate(Region root) => (double)Result(root);

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

    protected object Result(Region root)
    {
        Run(root);
        return Read(root.Results[0]);
    }

    /// <summary>A real constant as a value of this evaluator.</summary>
    protected virtual object Lift(double value) => value;

    /// <summary>A captured array as values of this evaluator.</summary>
    protected virtual Array LiftAll(double[] values) => values;

    /// <summary>An operation on numbers and truth values.</summary>
    protected virtual object Apply(Operator @operator, object[] operands) => Invoke(@operator.Function!, operands);

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

    private object Compute(Operator @operator, object[] operands)
    {
        if (@operator.Function is not null)
            return Apply(@operator, operands);
        if (@operator == Operators.Empty)
            return LiftAll([]);
        var series = (Array)operands[0];
        if (@operator == Operators.Length)
            return series.Length;
        if (@operator == Operators.Element)
            return (int)operands[1] is var index && (uint)index < (uint)series.Length
                ? series.GetValue(index)!
                : throw SeriesAccess.PastTheEnd(index, series.Length);
        if (@operator == Operators.Copy)
            return series;
        var isAppended = @operator == Operators.Append;
        var copy = Array.CreateInstance(series.GetType().GetElementType()!, series.Length + (isAppended ? 1 : 0));
        series.CopyTo(copy, 0);
        copy.SetValue(operands[^1], isAppended ? series.Length : (int)operands[1]);
        return copy;
    }

    private object Read(Node node) => node switch
    {
        ConstantNode { Value: double value } => Lift(value),
        ConstantNode constant => constant.Value,
        PointNode => point,
        CapturedNode captured => LiftAll(captured.Values),
        _ => _values[node],
    };
}
