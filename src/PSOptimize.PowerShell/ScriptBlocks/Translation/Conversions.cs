using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>What a value becomes as an operand, as a condition, and as a value of another type.</summary>
internal sealed class Conversions(ExpressionGraph graph, Arithmetic arithmetic)
{
    public ScriptValue Convert(Type type, ScriptValue value, Ast ast)
    {
        if (value is Uncertain uncertain)
            throw new OutsideException(ast.Shortened(), ast, "the value " + uncertain.Reason);
        if (type == typeof(SwitchParameter))
        {
            return value switch
            {
                Null => new Switch(false),
                ScriptValue.Boolean { Value: var isSet } => new Switch(isSet),
                Switch => value,
                _ => throw ast.Outside("a conversion to [switch]", "give it $true or $false"),
            };
        }

        if (type == typeof(object) || (type == typeof(double[,]) && value is Grid) || (type == typeof(string) && value is Text))
            return value;
        var number = value switch
        {
            Number n => n,
            NumericText { Digits: var n } => n,
            Null => Number.Integer(0),
            ScriptValue.Boolean { Value: var truth } => Number.Integer(Real.Select(truth, 1, 0)),
            ScriptValue.Decimal { Value: var constant } when type == typeof(double) => Number.Double((double)constant),
            ScriptValue.Decimal { Value: var constant } when type == typeof(int) => Number.Double((double)decimal.Round(constant)),
            _ => null,
        };
        // A text or a large number is rounded twice if it is taken for a double first.
        var isRoundedOnce = type == typeof(double) || type == typeof(int) || (value is not NumericText && number?.IsInteger is not null);
        if (number is not null && isRoundedOnce && arithmetic.To(type, number) is { } converted)
            return converted;
        if (type == typeof(bool))
            return new ScriptValue.Boolean(ToTruth(value, ast));
        if (type.IsSZArray && type.GetElementType() is { } element && Arithmetic.IsKnown(element))
            return ToArray(element, value is Number ? new Items([value]) : value, ast);
        if (type == typeof(object[]) && value is Items or Numbers { Collapses: false })
            return value is Numbers copied ? copied with { Element = null, IsList = false } : value;
        throw type == typeof(decimal)
            ? ast.Outside("a conversion to [decimal]", "decimals are not rounded as doubles are; convert to [double]")
            : ast.Outside($"a conversion to [{type.Name}]", "convert to [double], [int] or [long]");
    }

    /// <summary>An array of numbers of one type.</summary>
    private Numbers ToArray(Type element, ScriptValue value, Ast ast)
    {
        if (value is not (Items or Numbers or Integers) || Arrays.ToNumbers(value, graph) is not { } numbers
            || (numbers.IsInteger is null && numbers.Flags is null && element != typeof(double)))
            throw ast.Outside($"a conversion to [{element.Name}[]]", "convert an array of numbers");
        var isInteger = Arithmetic.IsInteger(element);
        if (element == typeof(double) || (element == typeof(int) && numbers is { IsInteger: true, IsOther: false, Texts: false }))
            return new Numbers(numbers.Values, isInteger, Element: element);
        var made = value is Items { Elements: var elements }
            ? Arrays.ToNumbers(new Items([.. elements.Select(one => Convert(element, one, ast))]), graph)!
            : Arrays.Collect(graph, numbers.Values.Count,
                i => ((Number)Convert(element, Arrays.NumberAt(numbers, i), ast)).Value, isInteger, Arithmetic.WidthOf(element));
        return made with { Element = element };
    }

    public static Truth ToTruth(ScriptValue value, Ast ast) => value switch
    {
        ScriptValue.Boolean boolean => boolean.Value,
        Switch isSet => isSet.Value,
        Number number => Truths.Not(Real.AreEqual(number.Value, 0)),
        Null => false,
        Text { Content: { } text } => text.Length > 0,
        NumericText { Written: Text } => true,
        Rows or Row or Record or Block => true,
        Items { Elements: [] } => false,
        Items { Elements: [(Number or ScriptValue.Boolean or Null or Text or NumericText) and var only] } => ToTruth(only, ast),
        Items { Elements.Count: > 1 } => true,
        _ => throw ast.Outside("a condition that is not a comparison", "compare numbers"),
    };

    public static Number ToOperand(ScriptValue value, Ast ast) => value switch
    {
        Number number => number,
        NumericText text => text.Digits,
        Null => Number.Integer(0),
        ScriptValue.Decimal => throw ast.Outside("arithmetic with a [decimal]", "it is not that of doubles; write [double] before it"),
        Uncertain uncertain => throw new OutsideException(ast.Shortened(), ast, "an operand " + uncertain.Reason),
        ScriptValue.Boolean { Value: var truth } => Number.Integer(Real.Select(truth, 1, 0)),
        Numbers or Items or Integers =>
            throw ast.Outside("arithmetic with an array", "take its elements one by one"),
        _ => throw ast.Outside("arithmetic with what is not a number", "use numbers"),
    };
}
