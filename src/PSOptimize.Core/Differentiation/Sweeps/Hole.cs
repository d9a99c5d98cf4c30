using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>A number that is not known yet, so that the code around it can be used for several.</summary>
internal sealed class Hole
{
    public ParameterExpression Parameter { get; } = Expression.Parameter(typeof(double), "hole");

    /// <summary>The code with a number in the place of the hole.</summary>
    public Expression Fill(Expression code, Expression number) => new Filling(Parameter, number).Visit(code);

    /// <summary>The code with all parts that do not depend on the hole replaced.</summary>
    public Expression ReplaceAround(Expression code, Func<Expression, Expression> replace) => new Surroundings(this, replace).Visit(code)!;

    private sealed class Filling(ParameterExpression hole, Expression number) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == hole ? number : node;
    }

    private sealed class Surroundings(Hole hole, Func<Expression, Expression> replace) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) =>
            node is null || hole.Fill(node, Expression.Default(typeof(double))) != node ? base.Visit(node) : replace(node);
    }
}
