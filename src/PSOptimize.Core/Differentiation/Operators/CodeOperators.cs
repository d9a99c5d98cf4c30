using System.Linq.Expressions;
using System.Reflection;
using static PSOptimize.Differentiation.Operators;

namespace PSOptimize.Differentiation;

/// <summary>
/// The operations that compiled code consists of: those of a graph, and the functions that their derivatives call, which have derivatives
/// of their own. A derivative that is constant between jumps, such as that of |x|, has the derivative 0.
/// </summary>
internal static class CodeOperators
{
    private static readonly Operator[] Slopes =
    [
        Binary(Derivatives.Chain, (t, x, _) => Chain(t, x[1]), (t, x, _) => Chain(t, x[0])),
        Binary(Derivatives.Quotient,
            (t, x, _) => Call(Derivatives.Quotient, t, x[1]),
            (t, x, y) => Expression.Negate(Chain(t, Call(Derivatives.Quotient, y[0], x[1])))),
        Unary(Derivatives.Abs),
        Unary(Derivatives.Acos, (t, x, y) => Chain(t, Call(SecondDerivatives.Asin, x[0], y[0]))),
        Unary(Derivatives.Acosh, (t, x, y) => Chain(t, Call(SecondDerivatives.Asinh, x[0], y[0]))),
        Unary(Derivatives.Asin, (t, x, y) => Chain(t, Call(SecondDerivatives.Asin, x[0], y[0]))),
        Unary(Derivatives.Asinh, (t, x, y) => Times(t, Call(SecondDerivatives.Asinh, x[0], y[0]))),
        Unary(Derivatives.Atan, (t, x, y) => Times(t, Call(SecondDerivatives.Atan, x[0], y[0]))),
        Unary(Derivatives.Atanh, (t, x, y) => Chain(t, Call(SecondDerivatives.Atanh, x[0], y[0]))),
        Unary(Derivatives.Cbrt, (t, x, y) => Chain(t, Call(SecondDerivatives.InverseSquare, x[0], y[0]))),
        Unary(Derivatives.Log, (t, x, y) => Chain(t, Call(SecondDerivatives.Inverse, x[0], y[0]))),
        Unary(Derivatives.Log10, (t, x, y) => Chain(t, Call(SecondDerivatives.Inverse, x[0], y[0]))),
        Unary(Derivatives.Log2, (t, x, y) => Chain(t, Call(SecondDerivatives.Inverse, x[0], y[0]))),
        Unary(Derivatives.Sqrt, (t, x, y) => Chain(t, Call(SecondDerivatives.Inverse, x[0], y[0]))),
        Unary(Derivatives.Tan, (t, x, _) => Chain(t, Call(SecondDerivatives.Tan, x[0]))),
        Unary(Derivatives.Tanh, (t, x, y) => Times(t, Call(SecondDerivatives.Tanh, x[0], y[0]))),
        Binary(Derivatives.Atan2ByY,
            (t, x, y) => Chain(t, Call(SecondDerivatives.Atan2Pure, y[0], Call(Derivatives.Atan2ByX, x[0], x[1]))),
            (t, x, y) => Chain(t, Call(SecondDerivatives.Atan2Mixed, y[0], Call(Derivatives.Atan2ByX, x[0], x[1])))),
        Binary(Derivatives.Atan2ByX,
            (t, x, y) => Chain(t, Call(SecondDerivatives.Atan2Mixed, Call(Derivatives.Atan2ByY, x[0], x[1]), y[0])),
            (t, x, y) => Expression.Negate(Chain(t, Call(SecondDerivatives.Atan2Pure, Call(Derivatives.Atan2ByY, x[0], x[1]), y[0])))),
        Binary(Derivatives.LogBase,
            (t, x, y) => Chain(t, Call(SecondDerivatives.Inverse, x[0], y[0])),
            (t, x, y) => Chain(t, Call(SecondDerivatives.LogBase, x[1], y[0]))),
        Binary(Derivatives.LogBaseByBase,
            (t, x, y) => Chain(t, Call(SecondDerivatives.LogBaseByBase, x[0], y[0])),
            (t, x, _) => Chain(t, Call(SecondDerivatives.LogBaseByValue, x[0]))),
        Binary(Derivatives.Pow,
            (t, x, _) => Chain(t, Call(SecondDerivatives.Pow, x[0], x[1])),
            (t, x, _) => Chain(t, Call(SecondDerivatives.PowByExponent, x[0], x[1]))),
        Binary(Derivatives.PowByExponent,
            (t, x, _) => Chain(t, Call(Derivatives.Quotient, x[1], x[0])),
            (t, x, _) => Chain(t, Call(Math.Log, x[0]))),
        Binary(Derivatives.Max),
        Binary(Derivatives.Min),
        Binary(Derivatives.RemainderByDivisor),
        Ternary(Derivatives.Clamp),
        Ternary(Derivatives.ClampByLow),
        Ternary(Derivatives.ClampByHigh),
    ];

    private static readonly Dictionary<MethodInfo, Operator> ByMethod =
        typeof(Operators).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).Cast<Operator>()
            .Concat(Slopes)
            .Where(@operator => @operator.Function is not null)
            .Select(@operator => (@operator.Function!.Method, @operator))
            .Append((((Func<double, double, double>)Extrema.Max).Method, Max))
            .Append((((Func<double, double, double>)Extrema.Min).Method, Min))
            .ToDictionary();

    /// <summary>The operation on numbers that an expression is; null if it is none.</summary>
    public static Operator? Of(Expression expression) => expression switch
    {
        _ when expression.Type != typeof(double) => null,
        MethodCallExpression call => ByMethod.GetValueOrDefault(call.Method),
        { NodeType: ExpressionType.Add } => Add,
        { NodeType: ExpressionType.Subtract } => Subtract,
        { NodeType: ExpressionType.Multiply } => Multiply,
        { NodeType: ExpressionType.Divide } => Divide,
        { NodeType: ExpressionType.Modulo } => Remainder,
        { NodeType: ExpressionType.Negate } => Negate,
        { NodeType: ExpressionType.Conditional } => Select,
        _ => null,
    };
}
