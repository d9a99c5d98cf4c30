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
        if (type == typeof(object) || (type == typeof(double[,]) && value is Grid) || (type == typeof(string) && value is Text))
            return value;
        var number = value switch
        {
            Number n => n,
            NumericText { Digits: var n } => n,
            Null => Number.Integer(0),
            ScriptValue.Boolean { Value: var truth } => Number.Integer(Real.Select(truth, 1, 0)),
            _ => null,
        };
        if (type == typeof(double) && number is not null)
            return Arithmetic.ToDouble(number);
        if (type == typeof(int) && number is not null)
            return arithmetic.ToInteger(number);
        if (type == typeof(long) && number is not null && value is not NumericText)
            return arithmetic.ToLong(number);
        if (type == typeof(bool))
            return new ScriptValue.Boolean(ToTruth(value, ast));
        if (type == typeof(double[]) && value is Items or Numbers or Integers && Arrays.ToNumbers(value, graph) is { } numbers)
            return new Numbers(numbers.Values, false, IsTyped: true);
        if (type == typeof(object[]) && value is Items or Numbers { Collapses: false })
            return value is Numbers copied ? copied with { IsTyped = false, IsList = false } : value;
        throw ast.Outside($"a conversion to [{type.Name}]", "convert to [double], [int] or [long]");
    }

    public static Truth ToTruth(ScriptValue value, Ast ast) => value switch
    {
        ScriptValue.Boolean boolean => boolean.Value,
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
        Uncertain uncertain => throw new OutsideException(ast.Shortened(), ast, "an operand " + uncertain.Reason),
        ScriptValue.Boolean { Value: var truth } => Number.Integer(Real.Select(truth, 1, 0)),
        Numbers or Items or Integers =>
            throw ast.Outside("arithmetic with an array", "take its elements one by one"),
        _ => throw ast.Outside("arithmetic with what is not a number", "use numbers"),
    };
}
