using System.Collections.Frozen;
using System.Management.Automation.Language;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Methods of arrays and of texts.</summary>
internal sealed class Methods(
    TranslationContext context, Output output, Loops loops, Folding folding, Conversions conversions, Translators translators)
{
    /// <summary>The methods of a text that only compute something.</summary>
    private static readonly FrozenSet<string> OfText = FrozenSet.ToFrozenSet(
        ["Trim", "TrimStart", "TrimEnd", "Split", "ToLower", "ToUpper", "ToLowerInvariant", "ToUpperInvariant", "Substring", "StartsWith",
            "EndsWith", "Contains", "IndexOf", "Replace", "PadLeft", "PadRight", "ToString"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a method of a text, in upper or lower case, only computes something.</summary>
    public static bool IsOfTexts(string method) => OfText.Contains(method);

    /// <summary>Whether a call adds to a list, which outputs nothing.</summary>
    public static bool IsAddition(ExpressionAst call) => call is InvokeMemberExpressionAst
    {
        Static: false,
        Expression: VariableExpressionAst,
        Member: StringConstantExpressionAst { Value: var name },
        Arguments.Count: 1,
    } && name.Equals("Add", StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds a number to a list.</summary>
    public void Add(InvokeMemberExpressionAst call)
    {
        var variable = (VariableExpressionAst)call.Expression;
        var name = variable.PlainName();
        translators.ElementAssignments.Demand(name, call);
        if (translators.Expressions.Evaluate(call.Arguments[0]) is not Number number
            || context.Read(name) is not Numbers { IsList: true } list)
            throw call.Outside("a method call", "add numbers to a [System.Collections.Generic.List[double]], or use +=");
        var added = (Number)conversions.Convert(list.Element!, number, call);
        context.Write(name, list with { Values = list.Values.Append(added.Value) });
    }

    public ScriptValue Call(InvokeMemberExpressionAst call)
    {
        if (call.Member is not StringConstantExpressionAst { Value: var method })
            throw call.Outside("a method call", "write the name of the method");
        var target = translators.Expressions.Evaluate(call.Expression);
        ExpressionAst[] arguments = [.. call.Arguments ?? (IEnumerable<ExpressionAst>)[]];
        return (method.ToUpperInvariant(), arguments.Length) switch
        {
            ("CLONE", 0) when target is Grid || (IsArray(target) && !context.HasCollections) => target,
            ("TOARRAY", 0) when target is Numbers { IsList: true } list => list with { IsList = false },
            ("FOREACH", 1) when BlockOf(arguments[0]) is { } block => Each(target, call, element =>
                translators.Statements.Stage(block, element)),
            ("WHERE", 1) when BlockOf(arguments[0]) is { } block => Each(target, call, element =>
                translators.Pipelines.Keep(block, element, call, () => output.Sink(element, call.Extent))),
            ("GETLENGTH" or "GETUPPERBOUND", 1) when target is Grid grid => LengthOf(grid, arguments[0], method),
            ("GETENUMERATOR", 0) when target is Row { Index.ConstantValue: not null } =>
                folding.Evaluate("@(${a}.GetEnumerator())", target) ?? throw Unknown(),
            _ when Folding.TextOf(target) is { } text && IsOfTexts(method) => ValueOf(text, method, arguments) ?? throw Unknown(),
            _ => throw Unknown(),
        };

        OutsideException Unknown() => call.Outside("a method call",
            "only the methods of [Math], and .Clone(), .ForEach() and .Where() of arrays, can be differentiated");
    }

    /// <summary>Whether a value is an array. One of texts alone is not: only texts might be put in.</summary>
    private static bool IsArray(ScriptValue value) => value is Numbers { Collapses: false, IsList: false }
        || (value is Items { Elements: var elements } && !elements.Any(element => Folding.TextOf(element) is not null));

    /// <summary>What a block outputs for each element of an array; it runs where it is written, not in a scope of its own.</summary>
    private ScriptValue Each(ScriptValue target, InvokeMemberExpressionAst call, Action<ScriptValue> body)
    {
        if (Arrays.Count(target) is null)
            throw call.Outside("a method of what is not an array", "use a pipeline");
        context.HasCollections = true;
        return output.ArrayOf(() => loops.ForEach(target, call.Extent, body, translators.Pipelines.Again(call.Expression, call)));
    }

    private ScriptValue? ValueOf(ScriptValue text, string method, ExpressionAst[] arguments)
    {
        var names = string.Join(", ", arguments.Select((_, i) => $"${{{(char)('b' + i)}}}"));
        return folding.Evaluate($"${{a}}.{method}({names})", [text, .. arguments.Select(translators.Expressions.Evaluate)]);
    }

    private Number LengthOf(Grid grid, ExpressionAst dimension, string method)
    {
        var length = translators.Expressions.Evaluate(dimension) switch
        {
            Number { Value.ConstantValue: 0 } => grid.RowCount,
            Number { Value.ConstantValue: 1 } => grid.ColumnCount,
            _ => throw dimension.Outside("a dimension", "write 0 or 1"),
        };
        return Number.Integer((method.Length == "GetLength".Length ? length : length - 1).ToReal());
    }

    private static ScriptBlockAst? BlockOf(ExpressionAst argument) => (argument as ScriptBlockExpressionAst)?.ScriptBlock;
}
