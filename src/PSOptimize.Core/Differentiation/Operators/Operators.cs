using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace PSOptimize.Differentiation;

/// <summary>The operations of an expression graph with their derivatives.</summary>
internal static class Operators
{
    public static readonly Operator Add = Arithmetic("+", (a, b) => a + b, Expression.Add, (d, _, _) => d, (d, _, _) => d);

    public static readonly Operator Subtract =
        Arithmetic("-", (a, b) => a - b, Expression.Subtract, (d, _, _) => d, (d, _, _) => Expression.Negate(d));

    public static readonly Operator Multiply =
        Arithmetic("*", (a, b) => a * b, Expression.Multiply, (d, x, _) => Times(d, x[1]), (d, x, _) => Times(d, x[0]));

    public static readonly Operator Divide = Arithmetic("/", (a, b) => a / b, Expression.Divide,
        (d, x, _) => Call(Derivatives.Quotient, d, x[1]), (d, x, y) => Expression.Negate(Chain(d, Expression.Divide(y[0], x[1]))));

    public static readonly Operator Remainder = Arithmetic("%", (a, b) => a % b, Expression.Modulo,
        (d, _, _) => d, (d, x, _) => Chain(d, Call(Derivatives.RemainderByDivisor, x[0], x[1])));

    public static readonly Operator Negate = new()
    {
        Name = "negate", Result = ValueKind.Real, Function = (double a) => -a, Emit = a => Expression.Negate(a[0]),
        Pulls = [(d, _, _) => Expression.Negate(d)],
    };

    public static readonly Operator Abs = Unary(Math.Abs, (d, x, _) => Times(d, Call(Derivatives.Abs, x[0])));
    public static readonly Operator Acos = Unary(Math.Acos, (d, x, _) => Chain(d, Call(Derivatives.Acos, x[0])));
    public static readonly Operator Acosh = Unary(Math.Acosh, (d, x, _) => Chain(d, Call(Derivatives.Acosh, x[0])));
    public static readonly Operator Asin = Unary(Math.Asin, (d, x, _) => Chain(d, Call(Derivatives.Asin, x[0])));
    public static readonly Operator Asinh = Unary(Math.Asinh, (d, x, _) => Times(d, Call(Derivatives.Asinh, x[0])));
    public static readonly Operator Atan = Unary(Math.Atan, (d, x, _) => Times(d, Call(Derivatives.Atan, x[0])));
    public static readonly Operator Atanh = Unary(Math.Atanh, (d, x, _) => Chain(d, Call(Derivatives.Atanh, x[0])));
    public static readonly Operator Cbrt = Unary(Math.Cbrt, (d, _, y) => Chain(d, Call(Derivatives.Cbrt, y[0])));
    public static readonly Operator Ceiling = Unary(Math.Ceiling);
    public static readonly Operator Cos = Unary(Math.Cos, (d, x, _) => Expression.Negate(Times(d, Call(Math.Sin, x[0]))));
    public static readonly Operator Cosh = Unary(Math.Cosh, (d, x, _) => Chain(d, Call(Math.Sinh, x[0])));
    public static readonly Operator Exp = Unary(Math.Exp, (d, _, y) => Chain(d, y[0]));
    public static readonly Operator Floor = Unary(Math.Floor);
    public static readonly Operator Log = Unary(Math.Log, (d, x, _) => Chain(d, Call(Derivatives.Log, x[0])));
    public static readonly Operator Log10 = Unary(Math.Log10, (d, x, _) => Chain(d, Call(Derivatives.Log10, x[0])));
    public static readonly Operator Log2 = Unary(Math.Log2, (d, x, _) => Chain(d, Call(Derivatives.Log2, x[0])));
    public static readonly Operator Round = Unary(Math.Round);
    public static readonly Operator Sin = Unary(Math.Sin, (d, x, _) => Times(d, Call(Math.Cos, x[0])));
    public static readonly Operator Single = Unary(Conversion.ToSingle, (d, _, _) => d);
    public static readonly Operator Sinh = Unary(Math.Sinh, (d, x, _) => Chain(d, Call(Math.Cosh, x[0])));
    public static readonly Operator Sqrt = Unary(Math.Sqrt, (d, _, y) => Chain(d, Call(Derivatives.Sqrt, y[0])));
    public static readonly Operator Tan = Unary(Math.Tan, (d, _, y) => Chain(d, Call(Derivatives.Tan, y[0])));
    public static readonly Operator Tanh = Unary(Math.Tanh, (d, x, _) => Times(d, Call(Derivatives.Tanh, x[0])));
    public static readonly Operator Truncate = Unary(Math.Truncate);

    public static readonly Operator Atan2 = Binary(Math.Atan2,
        (d, x, _) => Chain(d, Call(Derivatives.Atan2ByY, x[0], x[1])), (d, x, _) => Chain(d, Call(Derivatives.Atan2ByX, x[0], x[1])));

    public static readonly Operator LogBase = Binary(Math.Log,
        (d, x, _) => Chain(d, Call(Derivatives.LogBase, x[0], x[1])), (d, x, y) => Chain(d, Call(Derivatives.LogBaseByBase, x[1], y[0])));

    public static readonly Operator Max = Extremum(Math.Max, Extrema.Max,
        (d, x, _) => Times(d, Call(Derivatives.Max, x[0], x[1])), (d, x, _) => Times(d, Call(Derivatives.Max, x[1], x[0])));

    public static readonly Operator Min = Extremum(Math.Min, Extrema.Min,
        (d, x, _) => Times(d, Call(Derivatives.Min, x[0], x[1])), (d, x, _) => Times(d, Call(Derivatives.Min, x[1], x[0])));

    public static readonly Operator Pow = Binary(Math.Pow,
        (d, x, _) => PowerRule(d, x[0], x[1]), (d, x, y) => Chain(d, Call(Derivatives.PowByExponent, x[0], y[0])));

    public static readonly Operator RoundDigits = new()
    {
        Name = "Round", Result = ValueKind.Real, Function = (Func<double, int, double>)Math.Round,
        Emit = a => CallOf((Func<double, int, double>)Math.Round, a),
    };

    // Math.Sign throws for NaN; the caller requires a number first.
    public static readonly Operator Sign = new()
    {
        Name = "Sign", Result = ValueKind.Real, Function = (double a) => (double)Math.Sign(a),
        Emit = a => Expression.Convert(CallOf((Func<double, int>)Math.Sign, a), typeof(double)),
    };

    public static readonly Operator Clamp = Ternary(Math.Clamp,
        (d, x, _) => Times(d, Call(Derivatives.Clamp, x[0], x[1], x[2])),
        (d, x, _) => Times(d, Call(Derivatives.ClampByLow, x[0], x[1], x[2])),
        (d, x, _) => Times(d, Call(Derivatives.ClampByHigh, x[0], x[1], x[2])));

    public static readonly Operator FusedMultiplyAdd = Ternary(Math.FusedMultiplyAdd,
        (d, x, _) => Times(d, x[1]), (d, x, _) => Times(d, x[0]), (d, _, _) => d);

    public static readonly Operator Select = new()
    {
        Name = "select", Result = ValueKind.Real, Function = (bool c, double a, double b) => c ? a : b,
        Emit = a => Condition(a[0], a[1], a[2]),
        Pulls = [null, (d, x, _) => Condition(x[0], d, Zero), (d, x, _) => Condition(x[0], Zero, d)],
    };

    /// <summary>The same number, without a derivative of any order.</summary>
    public static readonly Operator Fixed = Unary(Newton.Fixed);

    /// <summary>The same number. An adjoint does not pass, but a tangent does.</summary>
    public static readonly Operator Held = new() { Name = "held", Result = ValueKind.Real, Emit = a => a[0] };

    /// <summary>
    /// A number x that is a root, a residual r and its slope: x − r/slope, where the correction is too small to change the value.
    /// </summary>
    public static readonly Operator NewtonStep = Ternary(Newton.Step,
        (d, _, _) => d, (d, x, _) => Expression.Negate(Call(Derivatives.Quotient, d, x[2])));

    public static readonly Operator Less = Comparison("<", (a, b) => a < b, LessThan);
    public static readonly Operator LessOrEqual = Comparison("<=", (a, b) => a <= b, LessThanOrEqual);
    public static readonly Operator Equal = Comparison("==", (a, b) => a == b, Expression.Equal);

    public static readonly Operator And = Logic("and", (a, b) => a & b, Expression.And);
    public static readonly Operator Or = Logic("or", (a, b) => a | b, Expression.Or);

    public static readonly Operator Not = new()
    {
        Name = "not", Result = ValueKind.Truth, Function = (bool a) => !a, Emit = a => Expression.Not(a[0]),
    };

    public static readonly Operator AddWhole = Integral("+", ValueKind.Whole, (int a, int b) => a + b, Expression.Add);
    public static readonly Operator SubtractWhole = Integral("-", ValueKind.Whole, (int a, int b) => a - b, Expression.Subtract);
    public static readonly Operator MultiplyWhole = Integral("*", ValueKind.Whole, (int a, int b) => a * b, Expression.Multiply);
    public static readonly Operator AndWhole = Integral("and", ValueKind.Whole, (int a, int b) => a & b, Expression.And);
    public static readonly Operator OrWhole = Integral("or", ValueKind.Whole, (int a, int b) => a | b, Expression.Or);
    public static readonly Operator XorWhole = Integral("xor", ValueKind.Whole, (int a, int b) => a ^ b, ExclusiveOr);
    public static readonly Operator ShiftLeft = Integral("<<", ValueKind.Whole, (int a, int b) => a << b, Expression.LeftShift);
    public static readonly Operator ShiftRight = Integral(">>", ValueKind.Whole, (int a, int b) => a >> b, Expression.RightShift);
    public static readonly Operator LessWhole = Integral("<", ValueKind.Truth, (int a, int b) => a < b, LessThan);
    public static readonly Operator LessOrEqualWhole = Integral("<=", ValueKind.Truth, (int a, int b) => a <= b, LessThanOrEqual);
    public static readonly Operator EqualWhole = Integral("==", ValueKind.Truth, (int a, int b) => a == b, Expression.Equal);

    public static readonly Operator ToReal = new()
    {
        Name = "real", Result = ValueKind.Real, Function = (int a) => (double)a, Emit = a => Expression.Convert(a[0], typeof(double)),
    };

    public static readonly Operator ToWhole = new()
    {
        Name = "whole", Result = ValueKind.Whole, Function = (Func<double, int>)Conversion.RoundToWhole,
        Emit = a => CallOf((Func<double, int>)Conversion.RoundToWhole, a),
    };

    public static readonly Operator ToIndex = new()
    {
        Name = "index", Result = ValueKind.Whole, Function = (Func<double, int, int>)Conversion.ToIndex,
        Emit = a => CallOf((Func<double, int, int>)Conversion.ToIndex, a),
    };

    /// <summary>One element of a series. How it is read depends on where the series lies, so the sweeps emit it.</summary>
    public static readonly Operator Element = OnSeries("element", ValueKind.Real);

    public static readonly Operator Length = OnSeries("length", ValueKind.Whole);

    /// <summary>A series without elements.</summary>
    public static readonly Operator Empty = OnSeries("empty", ValueKind.Series, allocates: true);

    /// <summary>A series with one more element.</summary>
    public static readonly Operator Append = OnSeries("append", ValueKind.Series, allocates: true);

    /// <summary>A series with one element replaced.</summary>
    public static readonly Operator With = OnSeries("with", ValueKind.Series, allocates: true);

    /// <summary>The point or a captured array as a series of the arena.</summary>
    public static readonly Operator Copy = OnSeries("copy", ValueKind.Series, allocates: true);

    private static ConstantExpression Zero => Constant(0.0);

    /// <summary>A product, without multiplying by the one that the reverse sweep begins with.</summary>
    internal static Expression Times(Expression adjoint, Expression factor) =>
        adjoint is ConstantExpression { Value: 1.0 } ? factor : Expression.Multiply(adjoint, factor);

    internal static Expression Chain(Expression adjoint, Expression partial) =>
        adjoint is ConstantExpression { Value: 1.0 } ? partial : Call(Derivatives.Chain, adjoint, partial);

    private static Expression PowerRule(Expression adjoint, Expression x, Expression exponent) =>
        exponent is ConstantExpression { Value: 2.0 }
            ? Times(adjoint, Expression.Multiply(Constant(2.0), x))
            : Chain(adjoint, Call(Derivatives.Pow, x, exponent));

    private static Operator Arithmetic(
        string name, Func<double, double, double> function, Func<Expression, Expression, Expression> emit, Pull left, Pull right) =>
        new() { Name = name, Result = ValueKind.Real, Function = function, Emit = a => emit(a[0], a[1]), Pulls = [left, right] };

    internal static Operator Unary(Func<double, double> function, params Pull?[] pulls) => Named(function, pulls);

    internal static Operator Binary(Func<double, double, double> function, params Pull?[] pulls) => Named(function, pulls);

    internal static Operator Ternary(Func<double, double, double, double> function, params Pull?[] pulls) => Named(function, pulls);

    /// <summary>Compiled code that compares with a constant zero would lose the sign of the zero; see <see cref="Extrema"/>.</summary>
    private static Operator Extremum(
        Func<double, double, double> function, Func<double, double, double> ofZero, Pull first, Pull second) => new()
        {
            Name = function.Method.Name, Result = ValueKind.Real, Function = function,
            Emit = a => CallOf(a.Any(operand => operand is ConstantExpression { Value: 0.0 }) ? ofZero : function, a),
            Pulls = [first, second],
        };

    private static Operator Named(Delegate function, Pull?[] pulls) =>
        new() { Name = function.Method.Name, Result = ValueKind.Real, Function = function, Emit = a => CallOf(function, a), Pulls = pulls };

    private static Operator Comparison(
        string name, Func<double, double, bool> function, Func<Expression, Expression, Expression> emit) =>
        new() { Name = name, Result = ValueKind.Truth, Function = function, Emit = a => emit(a[0], a[1]) };

    private static Operator Logic(string name, Func<bool, bool, bool> function, Func<Expression, Expression, Expression> emit) =>
        new() { Name = name, Result = ValueKind.Truth, Function = function, Emit = a => emit(a[0], a[1]) };

    private static Operator Integral(string name, ValueKind result, Delegate function, Func<Expression, Expression, Expression> emit) =>
        new() { Name = name, Result = result, Function = function, Emit = a => emit(a[0], a[1]) };

    private static Operator OnSeries(string name, ValueKind result, bool allocates = false) => new()
    {
        Name = name, Result = result, Allocates = allocates,
        Emit = _ => throw new InvalidOperationException($"'{name}' is emitted by the sweeps."),
    };

    internal static MethodCallExpression Call(Func<double, double> function, Expression x) => Expression.Call(function.Method, x);

    internal static MethodCallExpression Call(Func<double, double, double> function, Expression x, Expression y) =>
        Expression.Call(function.Method, x, y);

    private static MethodCallExpression Call(Func<double, double, double, double> function, Expression x, Expression y, Expression z) =>
        Expression.Call(function.Method, x, y, z);

    private static MethodCallExpression CallOf(Delegate function, Expression[] arguments) => Expression.Call(function.Method, arguments);
}
