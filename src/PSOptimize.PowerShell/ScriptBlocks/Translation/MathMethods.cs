using System.Globalization;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// The static methods of <c>[Math]</c>. PowerShell picks an overload by the types of the arguments: if the first argument is an integer, it
/// picks the overload for integers, if there is one, and rounds the other arguments to integers.
/// </summary>
internal sealed class MathMethods(ExpressionGraph graph, Arithmetic arithmetic)
{
    private static readonly Dictionary<string, Func<Real[], Real>> OfDoubles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Acos/1"] = a => Real.Acos(a[0]),
        ["Acosh/1"] = a => Real.Acosh(a[0]),
        ["Asin/1"] = a => Real.Asin(a[0]),
        ["Asinh/1"] = a => Real.Asinh(a[0]),
        ["Atan/1"] = a => Real.Atan(a[0]),
        ["Atan2/2"] = a => Real.Atan2(a[0], a[1]),
        ["Atanh/1"] = a => Real.Atanh(a[0]),
        ["Cbrt/1"] = a => Real.Cbrt(a[0]),
        ["Cos/1"] = a => Real.Cos(a[0]),
        ["Cosh/1"] = a => Real.Cosh(a[0]),
        ["Exp/1"] = a => Real.Exp(a[0]),
        ["FusedMultiplyAdd/3"] = a => Real.FusedMultiplyAdd(a[0], a[1], a[2]),
        ["Log/1"] = a => Real.Log(a[0]),
        ["Log/2"] = a => Real.Log(a[0], a[1]),
        ["Log10/1"] = a => Real.Log10(a[0]),
        ["Log2/1"] = a => Real.Log2(a[0]),
        ["Pow/2"] = a => Real.Pow(a[0], a[1]),
        ["Sin/1"] = a => Real.Sin(a[0]),
        ["Sinh/1"] = a => Real.Sinh(a[0]),
        ["Sqrt/1"] = a => Real.Sqrt(a[0]),
        ["Tan/1"] = a => Real.Tan(a[0]),
        ["Tanh/1"] = a => Real.Tanh(a[0]),
    };

    /// <summary>The result; null if the call cannot be translated.</summary>
    /// <param name="method">The name of the method, in upper or lower case.</param>
    /// <param name="arguments">The arguments, at least one.</param>
    /// <param name="casts">The types that arguments are cast to in the call itself: the overload must have these.</param>
    /// <param name="mode">How <c>Round</c> rounds; null for the usual way.</param>
    /// <param name="advice">Why the call cannot be translated.</param>
    public Number? Call(
        string method, IReadOnlyList<Number> arguments, IReadOnlyList<Type> casts, MidpointRounding? mode, out string advice)
    {
        advice = $"[Math]::{method} with {arguments.Count} arguments cannot be differentiated";
        if (OfDoubles.TryGetValue($"{method}/{arguments.Count}", out var function))
            return Number.Double(function([.. arguments.Select(argument => argument.Value)]));
        var x = arguments[0].Value;
        switch (method.ToUpperInvariant(), arguments.Count)
        {
            case ("ABS", 1):
                if (!arguments[0].IsDouble && arguments[0].IsInteger is { } isInteger)
                    TranslationLimit.Demand(graph, !isInteger | !Real.AreEqual(x, int.MinValue), "[int]::MinValue has no absolute value.");
                return new Number(Real.Abs(x), arguments[0].IsInteger, arguments[0].Width);
            case ("SIGN", 1):
                if (!arguments[0].IsCertainlyInteger)
                    graph.Require(Real.AreEqual(x, x), "[Math]::Sign of NaN is not defined.");
                return Number.Integer(Real.Sign(x));
            case ("MAX" or "MIN", 2) or ("CLAMP", 3):
                return OfOneType(method, arguments, casts, ref advice);
            case ("FLOOR" or "CEILING" or "TRUNCATE" or "ROUND", 1) or ("ROUND", 2):
                return Rounded(method, arguments, mode, ref advice);
            default:
                return null;
        }
    }

    private Number? OfOneType(string method, IReadOnlyList<Number> arguments, IReadOnlyList<Type> casts, ref string advice)
    {
        // PowerShell gives the first argument most weight; of three arguments, the other two together weigh as much as the first.
        var isInteger = arguments.Any(argument => argument.IsOther) ? null : arguments[0].IsInteger;
        if (casts.Distinct().Count() > 1)
        {
            advice = "its arguments are cast to different types; cast them to one";
            return null;
        }

        if (casts.Any(cast => cast != typeof(int) && cast != typeof(double)))
        {
            advice = "cast its arguments to [double] or [int]";
            return null;
        }

        if (casts.Count > 0)
            isInteger = casts[0] == typeof(int);
        else if (isInteger?.ConstantValue != true && arguments.Count == 3 && !arguments.Any(argument => argument.IsOther))
            isInteger = Arithmetic.Either(isInteger, Arithmetic.BothIntegers(arguments[1], arguments[2]));
        if (isInteger is null)
        {
            advice = "whether its arguments are integers decides how they are rounded; write [double] before them";
            return null;
        }

        Real[] values = [.. arguments.Select(argument => ToIntegerIf(isInteger, argument))];
        if (method.Equals("Clamp", StringComparison.OrdinalIgnoreCase))
        {
            graph.Require(!(values[1] > values[2]), "[Math]::Clamp needs a lower bound that is not above the upper one.");
            return new Number(Real.Clamp(values[0], values[1], values[2]), isInteger);
        }

        return new Number(method.Equals("Max", StringComparison.OrdinalIgnoreCase)
            ? Real.Max(values[0], values[1]) : Real.Min(values[0], values[1]), isInteger);
    }

    private Real ToIntegerIf(Truth toInteger, Number argument)
    {
        if (argument is { IsCertainlyInteger: true, IsOther: false } || toInteger.ConstantValue == false)
            return argument.Value;
        if (toInteger.ConstantValue == true)
            return arithmetic.ToInteger(argument).Value;
        var rounded = Real.Round(argument.Value) + 0.0;
        graph.Require(!toInteger | Arithmetic.Fits(rounded), "A number that is converted to [int] does not fit 32 bits.");
        return Real.Select(toInteger, rounded, argument.Value);
    }

    private static Number? Rounded(string method, IReadOnlyList<Number> arguments, MidpointRounding? mode, ref string advice)
    {
        if (!arguments[0].IsDouble)
        {
            advice = $"[Math]::{method} of an integer gives a [decimal]; write [double] before its argument";
            return null;
        }

        var x = arguments[0].Value;
        if (arguments.Count == 1)
        {
            return Number.Double(method.ToUpperInvariant() switch
            {
                "FLOOR" => Real.Floor(x),
                "CEILING" => Real.Ceiling(x),
                "TRUNCATE" => Real.Truncate(x),
                _ => Rounded(x, mode),
            });
        }

        if (!arguments[1].IsCertainlyInteger || arguments[1].Value.ConstantValue is not (>= 0 and <= 15))
        {
            advice = "the number of decimals must be a constant from 0 to 15";
            return null;
        }

        var digits = (int)arguments[1].Value.ConstantValue!.Value;
        if (mode is null or MidpointRounding.ToEven)
            return Number.Double(Real.Round(x, digits));
        // As .NET does: numbers with more digits than a double has stay as they are.
        var power = double.Parse($"1E{digits}", CultureInfo.InvariantCulture);
        return Number.Double(Real.Select(Real.Abs(x) < 1e16, Rounded(x * power, mode) / power, x));
    }

    private static Real Rounded(Real x, MidpointRounding? mode)
    {
        var whole = Real.Truncate(x);
        return mode switch
        {
            MidpointRounding.AwayFromZero => Real.Select(Real.Abs(x - whole) >= 0.5, whole + Real.Select(x < 0, -1, 1), whole),
            MidpointRounding.ToZero => whole,
            MidpointRounding.ToNegativeInfinity => Real.Floor(x),
            MidpointRounding.ToPositiveInfinity => Real.Ceiling(x),
            _ => Real.Round(x),
        };
    }
}
