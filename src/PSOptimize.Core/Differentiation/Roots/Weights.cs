namespace PSOptimize.Differentiation;

/// <summary>Which values are weighted means of others, computed with constant weights.</summary>
/// <param name="others">The others.</param>
/// <param name="isInside">Whether a node lies in the loop.</param>
internal sealed class Weights(HashSet<Node> others, Func<Node, bool> isInside)
{
    /// <summary>Means are written with a few operations and branches.</summary>
    private const int Deepest = 64;

    private readonly Dictionary<Node, double> _known = [];

    /// <summary>Whether a value is a mean.</summary>
    public bool IsMean(Node value) => Math.Abs(Of(value, 0) - 1) < 1e-9;

    /// <summary>The sum of the constants that multiply the others; NaN if the value is something else.</summary>
    private double Of(Node node, int depth)
    {
        if (others.Contains(node))
            return 1;
        if (depth > Deepest || !isInside(node))
            return double.NaN;
        if (!_known.TryGetValue(node, out var weight))
            _known.Add(node, weight = Computed(node, depth + 1));
        return weight;
    }

    private double Computed(Node node, int depth)
    {
        switch (node)
        {
            case OutputNode { Source: ChoiceNode choice } output:
                var then = Of(choice.Then.Results[output.Index], depth);
                return then == Of(choice.Else.Results[output.Index], depth) ? then : double.NaN;
            case OperationNode { Operands: [var only] } operation when operation.Operator == Operators.Negate:
                return -Of(only, depth);
            case OperationNode { Operands: [var left, var right] } operation:
                return operation.Operator == Operators.Add ? Of(left, depth) + Of(right, depth)
                    : operation.Operator == Operators.Subtract ? Of(left, depth) - Of(right, depth)
                    : operation.Operator == Operators.Divide ? Of(left, depth) / ConstantOf(right)
                    : operation.Operator == Operators.Multiply && left is ConstantNode ? ConstantOf(left) * Of(right, depth)
                    : operation.Operator == Operators.Multiply ? Of(left, depth) * ConstantOf(right)
                    : double.NaN;
            default:
                return double.NaN;
        }
    }

    private static double ConstantOf(Node node) => node is ConstantNode { Value: double constant } ? constant : double.NaN;
}
