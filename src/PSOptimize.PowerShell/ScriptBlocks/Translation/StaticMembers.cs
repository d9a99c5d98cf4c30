using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Static members and methods.</summary>
internal sealed class StaticMembers(TranslationContext context, Arithmetic arithmetic, Translators translators)
{
    private readonly MathMethods _math = new(context.Graph, arithmetic);

    public static Number Constant(MemberExpressionAst member)
    {
        var name = (member.Member as StringConstantExpressionAst)?.Value.ToUpperInvariant();
        var type = TypeOf(member);
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
            : throw new OutsideException(member.Shortened(), member, "only the constants of [Math], [double] and [int] are known");
    }

    public ScriptValue Call(InvokeMemberExpressionAst call)
    {
        var type = TypeOf(call);
        var name = (call.Member as StringConstantExpressionAst)?.Value;
        ExpressionAst[] written = [.. call.Arguments ?? (IEnumerable<ExpressionAst>)[]];
        if (type is not null && "new".Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            return New(type, [.. written.Select(translators.Expressions.Evaluate)], call)
                ?? throw NoArray(call);
        }

        if (name is null || (type != typeof(Math) && type != typeof(double)))
            throw call.Outside("a method call", "only the methods of [Math] can be differentiated");
        MidpointRounding? mode = null;
        if (type == typeof(Math) && "Round".Equals(name, StringComparison.OrdinalIgnoreCase) && written.Length > 1)
        {
            mode = ModeOf(written[^1], isName: written.Length == 3);
            if (mode is not null) written = written[..^1];
        }

        ScriptValue[] arguments = [.. written.Select(translators.Expressions.Evaluate)];
        if (arguments.Any(argument => argument is not Number))
            throw call.Outside("an argument that is not a number", "write [double] before it");
        Number[] numbers = [.. arguments.Cast<Number>()];
        if (type == typeof(Math) && numbers.Length > 0)
        {
            Type[] casts = [.. written.Select(CastOf).OfType<Type>()];
            var result = _math.Call(name, numbers, casts, mode, out var advice)
                ?? throw new OutsideException(call.Shortened(), call, advice);
            if (result.IsCertainlyInteger && casts.Length == 0 && numbers.Length > 1 && !numbers.All(number => number.IsCertainlyInteger))
                context.Roundings.Add($"[Math]::{name}({written[0].Extent.Text}, …)");
            return result;
        }

        if (numbers is not [{ Value: var x }])
            throw new OutsideException(call.Shortened(), call, "the method is not known");
        return new ScriptValue.Boolean(name.ToUpperInvariant() switch
        {
            "ISNAN" => Truths.Not(Real.AreEqual(x, x)),
            "ISFINITE" => Real.Abs(x) < double.PositiveInfinity,
            "ISINFINITY" => Real.AreEqual(Real.Abs(x), double.PositiveInfinity),
            _ => throw new OutsideException($"[double]::{name}", call, "the method is not known"),
        });
    }

    /// <summary>The array or the list that <c>New-Object</c> makes.</summary>
    public ScriptValue NewArray(CommandAst command)
    {
        var sizes = command.CommandElements is [_, _, ExpressionAst written] ? translators.Expressions.Evaluate(written) : null;
        return command.CommandElements is [_, StringConstantExpressionAst { Value: var name }, ..]
            && command.CommandElements.Count == (sizes is null ? 2 : 3) && LanguagePrimitives.TryConvertTo<Type>(name, out var type)
            && New(type, sizes is Items several ? several.Elements : sizes is null ? [] : [sizes], command) is { } made
                ? made : throw NoArray(command);
    }

    private static OutsideException NoArray(Ast ast) =>
        ast.Outside("a new object", "make arrays as in [double[]]::new(3) or [double[,]]::new(3, 3)");

    /// <summary>A new array or list of numbers; null if the type is another one.</summary>
    private ScriptValue? New(Type type, IReadOnlyList<ScriptValue> sizes, Ast ast)
    {
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>);
        if ((isList ? type.GetGenericArguments()[0] : type.GetElementType()) is not { } element || !Arithmetic.IsKnown(element))
            return null;
        var none = new Numbers(context.Graph.Empty, Arithmetic.IsInteger(element), Element: element,
            Width: Arithmetic.WidthOf(element));
        return (isList ? 0 : type.GetArrayRank(), sizes) switch
        {
            (0, []) => none with { IsList = true },
            (1, [var size]) => none with { Values = Zeros(size, ast) },
            (2, [var rows, var columns]) => Zeros(none, rows, columns, ast),
            _ => null,
        };
    }

    private static Type? TypeOf(MemberExpressionAst member) => (member.Expression as TypeExpressionAst)?.TypeName.GetReflectionType();

    /// <summary>How an argument says that numbers are rounded; null if it says something else.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="isName">Whether a text is taken for the name of a way; beside a number alone it is taken for one of digits.</param>
    private static MidpointRounding? ModeOf(ExpressionAst argument, bool isName)
    {
        var name = argument switch
        {
            StringConstantExpressionAst text when isName => text.Value,
            MemberExpressionAst { Static: true, Member: StringConstantExpressionAst member } mode
                when TypeOf(mode) == typeof(MidpointRounding) => member.Value,
            _ => null,
        };
        return name is not null && Enum.TryParse<MidpointRounding>(name, ignoreCase: true, out var known) && Enum.IsDefined(known)
            && !char.IsAsciiDigit(name[0]) ? known : null;
    }

    /// <summary>The type that an argument is cast to in the call itself.</summary>
    private static Type? CastOf(ExpressionAst argument) => argument switch
    {
        ParenExpressionAst paren when paren.Pipeline.OnlyExpression() is { } inner => CastOf(inner),
        ConvertExpressionAst convert => ScriptChecks.TypeOf(convert),
        _ => null,
    };

    private Grid Zeros(Numbers none, ScriptValue rows, ScriptValue columns, Ast ast)
    {
        if (rows is not Number first || columns is not Number second)
            throw ast.Outside("an array of unknown size", "give the number of rows and columns");
        var (height, width) = (arithmetic.ToInteger(first), arithmetic.ToInteger(second));
        context.Graph.Require(
            Truths.And(height.Value >= 0, width.Value >= 0), $"{ast.Shortened()} makes an array of fewer than 0 elements.");
        return new Grid(
            none with { Values = Zeros(arithmetic.Multiply(height, width)!, ast) }, height.Value.ToWhole(), width.Value.ToWhole());
    }

    private Series Zeros(ScriptValue size, Ast ast)
    {
        if (size is not Number length)
            throw ast.Outside("an array of unknown length", "give the number of elements");
        var count = arithmetic.ToInteger(length).Value.ToWhole();
        if (count.ConstantValue is > Arrays.Longest)
            throw ast.Outside("an array of too many elements", $"make arrays of at most {Arrays.Longest} elements");
        TranslationLimit.Demand(context.Graph, (count >= 0) & (count <= Arrays.Longest),
            $"{ast.Shortened()} makes an array of fewer than 0 elements, or of more than {Arrays.Longest}.");
        return Arrays.Filled(context.Graph, count, 0);
    }
}
