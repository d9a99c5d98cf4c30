using System.Globalization;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Static members and methods.</summary>
internal sealed partial class Translation
{
    private static Number StaticMember(MemberExpressionAst member)
    {
        var name = (member.Member as StringConstantExpressionAst)?.Value.ToUpperInvariant();
        var type = (member.Expression as TypeExpressionAst)?.TypeName.GetReflectionType();
        double? value = name switch
        {
            "PI" when type == typeof(Math) => Math.PI,
            "E" when type == typeof(Math) => Math.E,
            "TAU" when type == typeof(Math) => Math.Tau,
            "EPSILON" when type == typeof(double) => double.Epsilon,
            "MAXVALUE" when type == typeof(double) => double.MaxValue,
            "MINVALUE" when type == typeof(double) => double.MinValue,
            "NAN" when type == typeof(double) => double.NaN,
            "POSITIVEINFINITY" when type == typeof(double) => double.PositiveInfinity,
            "NEGATIVEINFINITY" when type == typeof(double) => double.NegativeInfinity,
            _ => null,
        };
        if (value is { } constant)
            return Number.Double(constant);
        return type == typeof(int) && name is "MAXVALUE" or "MINVALUE"
            ? Number.Integer(name == "MAXVALUE" ? int.MaxValue : int.MinValue)
            : throw Outside($"{Shortened(member)}", member, "only the constants of [Math], [double] and [int] are known");
    }

    /// <summary>The type to which an argument is cast where it stands.</summary>
    private static Type? CastOf(ExpressionAst argument) => argument switch
    {
        ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [CommandExpressionAst { Expression: var inner }] } } => CastOf(inner),
        ConvertExpressionAst convert => convert.StaticType,
        _ => null,
    };

    private Numbers Zeros(ScriptValue size, Ast ast)
    {
        if (size is not Number length)
            throw Outside($"an array of unknown length ({Shortened(ast)})", ast, "give the number of elements");
        var count = _arithmetic.ToInteger(length)!.Value.ToWhole();
        _graph.Require(count >= 0, $"{Shortened(ast)} makes an array of less than 0 elements.");
        return new Numbers(Arrays.Filled(_graph, count, 0), false, IsTyped: true);
    }

    private ScriptValue StaticCall(InvokeMemberExpressionAst call)
    {
        var type = (call.Expression as TypeExpressionAst)?.TypeName.GetReflectionType();
        if (type == typeof(double[]) && call is { Member: StringConstantExpressionAst { Value: var created }, Arguments: [var size] } && created.Equals("new", StringComparison.OrdinalIgnoreCase))
            return Zeros(Expression(size), call);
        if (call.Member is not StringConstantExpressionAst { Value: var name } || (type != typeof(Math) && type != typeof(double)))
            throw Outside($"a method call ({Shortened(call)})", call, "only the methods of [Math] can be differentiated");
        var arguments = (call.Arguments ?? (IReadOnlyList<ExpressionAst>)[]).Select(Expression).ToList();
        if (arguments.Any(argument => argument is not Number))
            throw Outside($"an argument that is not a number ({Shortened(call)})", call, "write [double] before it");
        var numbers = arguments.Cast<Number>().ToList();
        if (type == typeof(Math) && call.Arguments is not null)
        {
            var casts = call.Arguments!.Select(CastOf).OfType<Type>().ToList();
            return _math.Call(name, numbers, casts, out var advice)
                ?? throw Outside($"{Shortened(call)}", call, advice);
        }

        var x = numbers.Count == 1 ? numbers[0].Value : throw Outside(Shortened(call), call, "the method is not known");
        return new ScriptValue.Boolean(name.ToUpperInvariant() switch
        {
            "ISNAN" => Not(Real.AreEqual(x, x)),
            "ISFINITE" => Real.Abs(x) < double.PositiveInfinity,
            "ISINFINITY" => Real.AreEqual(Real.Abs(x), double.PositiveInfinity),
            _ => throw Outside($"[double]::{name}".ToString(CultureInfo.InvariantCulture), call, "the method is not known"),
        });
    }
}
