using System.Collections.Frozen;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
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
            ("FOREACH", 1) when arguments[0] is TypeExpressionAst { TypeName: var name } && name.GetReflectionType() is { } type =>
                Each(target, call, element => output.Sink(conversions.Convert(type, element, call), call.Extent)),
            ("FOREACH", 1) when arguments[0] is StringConstantExpressionAst { Value: var property } => Each(target, call, element =>
                output.Sink(translators.Pipelines.PropertyOf(element, property, call), call.Extent)),
            ("WHERE", 2 or 3) when BlockOf(arguments[0]) is { } block => Where(target, block, arguments[1..], call),
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
        return output.ArrayOf(() => translators.Pipelines.ForEach(target, call.Expression, call, body));
    }

    /// <summary>The elements that <c>.Where()</c> picks in one of its modes.</summary>
    private ScriptValue Where(ScriptValue target, ScriptBlockAst block, ExpressionAst[] options, InvokeMemberExpressionAst call)
    {
        var mode = (options[0] as StringConstantExpressionAst)?.Value.ToUpperInvariant();
        var count = options.Length == 1 ? 1 : options[1] is ConstantExpressionAst { Value: int and > 0 and var written } ? written : 0;
        using var found = context.NewHidden("found");
        found.Value = new Counter(0);
        return (mode, options.Length) switch
        {
            ("FIRST", _) when count > 0 => Each(target, call, element => Keep(element, () =>
            {
                Send(element);
                found.Value = new Counter(Found() + 1);
                context.Choose(Found() >= count, () => loops.Break(), () => { });
            })),
            ("UNTIL", 1) => Each(target, call, element => context.Choose(Holds(element), () => loops.Break(), () => Send(element))),
            ("SKIPUNTIL", 1) => Each(target, call, element =>
            {
                context.Choose(Found() >= 1, () => { }, () => Keep(element, () => found.Value = new Counter(1)));
                context.Choose(Found() >= 1, () => Send(element), () => { });
            }),
            _ => throw call.Outside("a method call", "use .Where() with 'First', 'Until' or 'SkipUntil'"),
        };

        Whole Found() => ((Counter)found.Value).Value;
        void Send(ScriptValue element) => output.Sink(element, call.Extent);
        Truth Holds(ScriptValue element) => translators.Pipelines.Holds(block, element, call);
        void Keep(ScriptValue element, Action keep) => context.Choose(Holds(element), keep, () => { });
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
