using System.Linq.Expressions;
using System.Reflection;
using static System.Linq.Expressions.Expression;

namespace PSOptimize.Differentiation;

/// <summary>
/// Turns a program into one that also computes the tangents of each number, its derivatives along some directions: forward mode,
/// statement by statement. The numbers themselves keep their bits. The tangent of a value is a directional derivative; that of a
/// gradient, forward over reverse, is the Hessian times the direction.
/// </summary>
/// <remarks>
/// The operations have the same derivatives as in the reverse sweep: a tangent passes through an operation as an adjoint does, in the
/// other direction. What is not an operation on numbers is linear (<see cref="LinearAttribute"/>) or does not depend on them: choices
/// and loops go as the numbers decide. Only tangents that vary with the direction are computed.
/// B. Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6, 1994; A. Griewank and A. Walther, Evaluating
/// Derivatives, 2nd edition, SIAM 2008, sections 3.1 and 5.1.
/// </remarks>
internal sealed class TangentSweep
{
    public static readonly ParameterExpression Directions = Parameter(typeof(ReadOnlySpan<double>), "directions");
    public static readonly ParameterExpression Products = Parameter(typeof(Span<double>), "products");
    public static readonly ParameterExpression Tapes = Parameter(typeof(Tape[]), "tangentTapes");

    private readonly List<Direction> _directions;
    private readonly List<ParameterExpression> _kept = [];
    private readonly HashSet<ParameterExpression> _carrying = [];

    private TangentSweep(int directions) => _directions = [.. Enumerable.Range(0, directions).Select(index => new Direction(index))];

    /// <summary>The program with the tangents of its numbers.</summary>
    /// <param name="program">A program.</param>
    /// <param name="directions">The number of directions, at least 1.</param>
    public static EvaluationProgram Of(EvaluationProgram program, int directions)
    {
        var sweep = new TangentSweep(directions);
        List<Expression> code;
        int before;
        do
        {
            // Repeated while a loop carries tangents back to its beginning.
            before = sweep._carrying.Count;
            sweep._kept.Clear();
            code = sweep.Emit(program.Code);
        }
        while (sweep._carrying.Count != before);
        return new EvaluationProgram(
            [.. program.Variables, .. sweep._directions.SelectMany(direction => direction.Variables), .. sweep._kept],
            [.. sweep._directions.SelectMany(direction => direction.Prologue), .. code]);
    }

    private List<Expression> Emit(IReadOnlyList<Expression> statements)
    {
        var code = new List<Expression>();
        foreach (var statement in statements)
            Emit(statement, code);
        return code;
    }

    private void Emit(Expression statement, List<Expression> code)
    {
        switch (statement)
        {
            case BlockExpression block:
                code.Add(EmitBlock(block));
                break;
            case LoopExpression loop:
                code.Add(Loop(EmitBlock(loop.Body), loop.BreakLabel));
                break;
            case ConditionalExpression choice when choice.Type == typeof(void):
                code.Add(IfThenElse(choice.Test, EmitBlock(choice.IfTrue), EmitBlock(choice.IfFalse)));
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: var right }:
                EmitAssignment(variable, right, code);
                break;
            case MethodCallExpression call when IsLinear(call):
                var (value, tangents) = Dual(call, code);
                code.AddRange(tangents ?? []);
                code.Add(value);
                break;
            default:
                code.Add(statement);
                break;
        }
    }

    private BlockExpression EmitBlock(Expression statement) =>
        ForwardSweep.BlockOf(Emit(statement is BlockExpression block ? block.Expressions : [statement]));

    /// <summary>The tangents come first: they may read what the assignment overwrites.</summary>
    private void EmitAssignment(ParameterExpression variable, Expression right, List<Expression> code)
    {
        var (value, tangents) = Dual(right, code);
        // A number that comes from the stack has tangents if the variable had them when it was put there.
        if (tangents is not null && IsNumber(variable) && !IsPop(right))
            _carrying.Add(variable);
        if (_carrying.Contains(variable))
            code.AddRange(_directions.Select((direction, j) => Assign(direction.TangentOf(variable), tangents?[j] ?? Constant(0.0))));
        else if (!IsNumber(variable))
            code.AddRange(tangents ?? []);
        code.Add(Assign(variable, value));
    }

    /// <summary>An expression and its tangents, one per direction; null if they are zero.</summary>
    private (Expression Value, Expression[]? Tangents) Dual(Expression expression, List<Expression> code) => expression switch
    {
        ParameterExpression variable =>
            (variable, _carrying.Contains(variable) ? [.. _directions.Select(direction => direction.TangentOf(variable))] : null),
        MethodCallExpression call when IsLinear(call) => DualOfLinear(call, code),
        _ when CodeOperators.Of(expression) is { } @operator => DualOfOperation(@operator, expression, code),
        MethodCallExpression { Method.Name: var name } call when IsNumber(call) && call.Arguments.Any(IsNumber) =>
            throw new InvalidOperationException($"'{name}' needs a derivative: add it to {nameof(CodeOperators)}."),
        _ => (expression, null),
    };

    private (Expression Value, Expression[]? Tangents) DualOfOperation(Operator @operator, Expression operation, List<Expression> code)
    {
        var duals = OperandsOf(operation).Select(operand => Dual(operand, code)).ToList();
        Expression[] values = [.. duals.Select(dual => dual.Value)];
        if (duals.All(dual => dual.Tangents is null))
            return (WithOperands(operation, values), null);

        // What a derivative may read is computed once.
        for (var i = 0; i < values.Length; i++)
            values[i] = Keep(values[i], code);
        Expression? value = null;
        Expression[]? tangents = null;
        for (var i = 0; i < values.Length; i++)
        {
            if (duals[i].Tangents is not { } incoming || @operator.PullOf(i) is not { } pull)
                continue;
            var hole = new Hole();
            var part = pull(
                hole.Parameter,
                new Operands(index => values[index]),
                new Operands(_ => value ??= Keep(WithOperands(operation, values), code)));
            if (_directions.Count > 1)
                part = hole.ReplaceAround(part, around => Keep(around, code));
            tangents = [.. incoming.Select((tangent, j) =>
                tangents is null ? hole.Fill(part, tangent) : Add(tangents[j], hole.Fill(part, tangent)))];
        }

        return (value ?? WithOperands(operation, values), tangents);
    }

    private (Expression Value, Expression[]? Tangents) DualOfLinear(MethodCallExpression call, List<Expression> code)
    {
        var duals = call.Arguments.Select(argument => Dual(argument, code)).ToList();
        var value = call.Update(call.Object, duals.Select(dual => dual.Value));
        // A call that only writes numbers whose tangents are zero has nothing to write.
        if (call.Type == typeof(void) && call.Arguments.Any(IsNumber) && duals.All(dual => dual.Tangents is null))
            return (value, null);
        return (value, [.. _directions.Select((direction, j) => Call(
            call.Object is null ? null : direction.MemoryOf(call.Object),
            call.Method,
            duals.Select(dual => IsNumber(dual.Value) ? dual.Tangents?[j] ?? Constant(0.0)
                : IsSpan(dual.Value) ? direction.MemoryOf(dual.Value)
                : dual.Value)))]);
    }

    private Expression Keep(Expression value, List<Expression> code)
    {
        if (value is ParameterExpression or ConstantExpression)
            return value;
        var kept = Variable(value.Type, "kept");
        _kept.Add(kept);
        code.Add(Assign(kept, value));
        return kept;
    }

    private static Expression[] OperandsOf(Expression operation) => operation switch
    {
        MethodCallExpression call => [.. call.Arguments],
        BinaryExpression binary => [binary.Left, binary.Right],
        ConditionalExpression choice => [choice.Test, choice.IfTrue, choice.IfFalse],
        _ => [((UnaryExpression)operation).Operand],
    };

    private static Expression WithOperands(Expression operation, Expression[] operands) => operation switch
    {
        MethodCallExpression call => call.Update(call.Object, operands),
        BinaryExpression binary => binary.Update(operands[0], null, operands[1]),
        ConditionalExpression choice => choice.Update(operands[0], operands[1], operands[2]),
        _ => ((UnaryExpression)operation).Update(operands[0]),
    };

    private static bool IsNumber(Expression expression) => expression.Type == typeof(double);

    private static bool IsSpan(Expression expression) =>
        expression.Type == typeof(ReadOnlySpan<double>) || expression.Type == typeof(Span<double>);

    private static bool IsLinear(MethodCallExpression call) => call.Method.IsDefined(typeof(LinearAttribute));

    private static bool IsPop(Expression expression) => expression is MethodCallExpression { Method.Name: nameof(Tape.Pop) };
}
