namespace PSOptimize.Differentiation;

/// <summary>The answer to a comparison in an expression graph.</summary>
public sealed class Truth : Term
{
    internal Truth(Node node, ExpressionGraph? graph) : base(node, graph)
    {
    }

    /// <summary>A constant.</summary>
    /// <param name="value">Its value.</param>
    public static implicit operator Truth(bool value) => new(new ConstantNode(ValueKind.Truth, value), null);

    /// <summary>The constant, if the value is one; else null.</summary>
    public bool? ConstantValue => Node is ConstantNode constant ? (bool)constant.Value : null;

    /// <summary>Whether both hold; both are computed.</summary>
    public static Truth operator &(Truth left, Truth right) => Of(Operators.And, left, right);

    /// <summary>Whether at least one holds; both are computed.</summary>
    public static Truth operator |(Truth left, Truth right) => Of(Operators.Or, left, right);

    /// <summary>Whether it does not hold.</summary>
    public static Truth operator !(Truth operand) => Of(Operators.Not, operand);

    internal static Truth Of(Operator @operator, params Term[] operands) => new(Apply(@operator, operands), GraphOf(operands));
}
