using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace PSOptimize.Differentiation;

/// <summary>
/// 64-bit integers that accompany real numbers known to be whole, such as the counter of a loop: an index computed from them needs
/// no conversion from a double.
/// </summary>
/// <remarks>
/// A loop counts by small steps from a small number, so it would have to run for hours before the double and the integer differed.
/// </remarks>
internal sealed class Counters(ForwardSweep forward)
{
    private const double Small = 1 << 20;
    private const int Deepest = 8;

    private readonly Dictionary<ParameterNode, ParameterExpression> _locals = [];

    /// <summary>The integer that accompanies a parameter, if code asked for one.</summary>
    public ParameterExpression? Find(ParameterNode parameter) => _locals.GetValueOrDefault(parameter);

    /// <summary>The first value of a counter and its step; null if the parameter is not a counter.</summary>
    public static (Node Seed, long Step)? Progression(ParameterNode parameter)
    {
        if (parameter.Kind != ValueKind.Real
            || parameter.Loop.Body.Results[parameter.Index] is not OperationNode { Operands: [var left, var right] } next)
            return null;
        var seed = parameter.Loop.Seeds[parameter.Index];
        return next.Operator == Operators.Add && left == parameter && SmallWhole(right) is { } up ? (seed, up)
            : next.Operator == Operators.Add && right == parameter && SmallWhole(left) is { } more ? (seed, more)
            : next.Operator == Operators.Subtract && left == parameter && SmallWhole(right) is { } down ? (seed, -down)
            : null;
    }

    /// <summary>The value as an integer; null if it is not certain to be one.</summary>
    public Expression? Whole(Node node) => Whole(node, 0);

    private Expression? Whole(Node node, int depth)
    {
        if (depth > Deepest)
            return null;
        switch (node)
        {
            case ConstantNode:
                return SmallWhole(node) is { } whole ? Constant(whole) : null;
            case ParameterNode parameter:
                return Counter(parameter, depth);
            case OperationNode { Operands: [var only] } operation when operation.Operator == Operators.ToReal:
                return Convert(forward.Read(only), typeof(long));
            case OperationNode { Operands: [var only] } operation when operation.Operator == Operators.Negate:
                return Whole(only, depth + 1) is { } operand ? Negate(operand) : null;
            case OperationNode { Operands: [var left, var right] } operation
                when operation.Operator == Operators.Add || operation.Operator == Operators.Subtract:
                return Whole(left, depth + 1) is { } first && Whole(right, depth + 1) is { } second
                    ? operation.Operator == Operators.Add ? Add(first, second) : Subtract(first, second)
                    : null;
            case OperationNode { Operands: [var left, var right] } operation
                when operation.Operator == Operators.Multiply && (IsFactor(left) || IsFactor(right)):
                return Whole(left, depth + 1) is { } one && Whole(right, depth + 1) is { } other ? Multiply(one, other) : null;
            case OperationNode { Operands: [var condition, var then, var otherwise] } operation when operation.Operator == Operators.Select:
                return Whole(then, depth + 1) is { } yes && Whole(otherwise, depth + 1) is { } no
                    ? Condition(forward.Read(condition), yes, no)
                    : null;
            default:
                return null;
        }
    }

    private ParameterExpression? Counter(ParameterNode parameter, int depth)
    {
        if (_locals.TryGetValue(parameter, out var local))
            return local;
        if (Progression(parameter) is not { } progression || Whole(progression.Seed, depth + 1) is null)
            return null;
        _locals.Add(parameter, local = forward.NewVariable(typeof(long), "counter"));
        return local;
    }

    private static bool IsFactor(Node node) => node is ConstantNode
        || (node is OperationNode { Operands: [_, ConstantNode, ConstantNode] } operation && operation.Operator == Operators.Select);

    private static long? SmallWhole(Node node) =>
        node is ConstantNode { Value: double value } && IsSmallWhole(value) ? (long)value : null;

    private static bool IsSmallWhole(double value) =>
        Math.Abs(value) <= Small && value == Math.Truncate(value) && !(value == 0 && double.IsNegative(value));
}
