using System.Management.Automation.Language;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// Calls that depend on constant arguments alone are translated once: a function that calls itself, such as that of the Fibonacci numbers,
/// then takes as many translations as it has different arguments.
/// </summary>
internal sealed class ConstantCalls(TranslationContext context)
{
    private readonly Dictionary<(ScriptBlockAst Body, object Functions, string Arguments), ScriptValue> _known = [];

    /// <summary>What a call outputs.</summary>
    /// <param name="body">The function.</param>
    /// <param name="arguments">Its parameters with their arguments; null for one that was not given.</param>
    /// <param name="translate">Translates the call.</param>
    public ScriptValue Result(
        ScriptBlockAst body, IReadOnlyList<(ParameterAst Parameter, ScriptValue? Argument)> arguments, Func<ScriptValue> translate)
    {
        if (!arguments.All(argument => IsConstant(argument.Argument)))
            return translate();
        var key = (body, context.Scope.Functions, string.Join(';', arguments.Select(argument => TextOf(argument.Argument))));
        if (_known.TryGetValue(key, out var known))
            return known;
        var (reads, requirements) = (context.OuterReads, context.Graph.RequirementCount);
        var result = translate();
        if (context.OuterReads == reads && context.Graph.RequirementCount == requirements
            && result is Items { Elements: var elements } && elements.All(IsConstant))
            _known.Add(key, result);
        return result;
    }

    private static bool IsConstant(ScriptValue? value) =>
        value is null or Number { Value.ConstantValue: not null, IsInteger.ConstantValue: not null, IsOther: false };

    private static string TextOf(ScriptValue? value) => value is Number { Value.ConstantValue: { } number } constant
        ? $"{BitConverter.DoubleToInt64Bits(number)}{(constant.IsCertainlyInteger ? "i" : "d")}"
        : "";
}
