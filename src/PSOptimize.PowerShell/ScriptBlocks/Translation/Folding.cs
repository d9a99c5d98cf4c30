using System.Collections;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// What depends on nothing but constants, or on one of several texts, is computed by PowerShell itself while the script is translated.
/// </summary>
internal sealed class Folding(ExpressionGraph graph, IScriptSurroundings surroundings)
{
    /// <summary>A text may be one of so many.</summary>
    public const int MostWords = 256;

    /// <summary>The text of a value, constant or one of several; null if it is no text or is not known.</summary>
    public static ScriptValue? TextOf(ScriptValue value) => value switch
    {
        Text { Content: not null } or Word => value,
        NumericText { Written: { } written } => written,
        _ => null,
    };

    /// <summary>
    /// The value of an expression of PowerShell in <c>$a</c> and, if there are more operands, <c>$b</c>, <c>$c</c>, <c>$d</c>; null if an
    /// operand is not known, if the expression fails, or if the translator can't use what it gives.
    /// </summary>
    public ScriptValue? Evaluate(string expression, params ScriptValue[] operands)
    {
        var known = new Dictionary<string, object?>(StringComparer.Ordinal);
        (string Name, Word Word)? varying = null;
        for (var i = 0; i < operands.Length; i++)
        {
            var name = ((char)('a' + i)).ToString();
            if (TextOf(operands[i]) is Word word)
            {
                if (varying is not null)
                    return null;
                varying = (name, word);
            }
            else if (TryObject(operands[i], out var value))
                known[name] = value;
            else
                return null;
        }

        return varying is var (place, words) ? OfEach(words, one => Result(new(known) { [place] = one })) : Result(known);

        ScriptValue? Result(Dictionary<string, object?> values) =>
            // An array alone would be taken apart on its way.
            surroundings.Evaluate($"@{{ Result = ({expression}) }}", values) is [{ } table]
                && table.Unwrap() is IDictionary { Count: 1 } found ? Captured(found["Result"]) : null;
    }

    /// <summary>What PowerShell gives for a part of the script that depends on nothing but captured values; null if it fails.</summary>
    public ScriptValue? Evaluate(string script, IReadOnlyDictionary<string, object?> variables, bool asArray) =>
        surroundings.Evaluate(script, variables) switch
        {
            null => null,
            [] when !asArray => Null.Value,
            [var only] when !asArray => Captured(only),
            var several => Captured(several.ToArray()),
        };

    /// <summary>A captured value; null if the translator can't use it.</summary>
    public ScriptValue? Captured(object? value) =>
        CapturedTable.Capture(value) is { } captured ? Arrays.Bind(captured, graph) : null;

    /// <summary>What a function of a text gives for a text that is one of several; null if the results are of different kinds.</summary>
    public ScriptValue? OfEach(Word word, Func<string, ScriptValue?> function)
    {
        var results = word.Words.Select(function).ToArray();
        if (results.All(result => result is ScriptValue.Boolean { Value.ConstantValue: not null }))
        {
            return new ScriptValue.Boolean(Truths.Not(Real.AreEqual(
                At(results.Select(result => ((ScriptValue.Boolean)result!).Value.ConstantValue == true ? 1.0 : 0.0)), 0)));
        }

        if (results.All(result => result is Text { Content: not null } or NumericText { Written: Text }))
            return new Word([.. results.Select(result => ((Text)TextOf(result!)!).Content!)], word.Code);
        return results.All(result => result is Number) && Arrays.ToNumbers(new Items(results!), graph) is { } numbers
            ? Arrays.NumberAt(numbers, word.Code.ToWhole())
            : null;

        Real At(IEnumerable<double> values) => graph.Bind(Series.Of([.. values]))[word.Code.ToWhole()];
    }

    /// <summary>The object of PowerShell that a value is, if that is known.</summary>
    public static bool TryObject(ScriptValue value, out object? known)
    {
        known = value switch
        {
            Number { Value.ConstantValue: { } number, IsInteger.ConstantValue: { } isInteger, IsOther: false } =>
                isInteger ? (int)number : (object)number,
            ScriptValue.Boolean { Value.ConstantValue: { } truth } => truth,
            Text { Content: { } text } => text,
            NumericText { Written: Text { Content: { } text } } => text,
            Row { Index.ConstantValue: { } index } row => row.Table.Rows[index],
            Rows rows => rows.Table.Rows.ToArray(),
            Items items when items.Elements.All(element => TryObject(element, out _)) =>
                items.Elements.Select(element => TryObject(element, out var one) ? one : null).ToArray(),
            _ => null,
        };
        return known is not null || value is Null;
    }
}
