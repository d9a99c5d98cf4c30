using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using PSOptimize.ScriptBlocks.Translation;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Reads the syntax tree of a script block and builds the function that the block computes, so that the value is the same bit for bit.
/// If it is not certain of that, it names the construct, with its line and column.
/// </summary>
internal static class ScriptTranslator
{
    /// <summary>Translates an objective.</summary>
    /// <param name="script">The syntax tree of the script block.</param>
    /// <param name="parameters">The names of its parameters.</param>
    /// <param name="isArray">Whether the one parameter is the whole point; else there is one parameter per coordinate.</param>
    /// <param name="surroundings">The variables and functions around the block.</param>
    public static ScriptTranslation Translate(
        ScriptBlockAst script, IReadOnlyList<string> parameters, bool isArray, IScriptSurroundings surroundings)
    {
        // First with loops as loops. A variable that gets its value in a loop needs the first iteration written out, and what depends on
        // texts, on keys or on rows that differ may need all of them.
        var translation = Translate(script, parameters, isArray, surroundings, writtenOut: 0);
        return translation is ScriptTranslation.Translated || !HasLoop(script) ? translation
            : new[] { 1, Loops.MostWrittenOut }.Select(count => Translate(script, parameters, isArray, surroundings, count))
                .FirstOrDefault(other => other is ScriptTranslation.Translated) ?? translation;
    }

    private static bool HasLoop(ScriptBlockAst script) =>
        script.Find(node => node is LoopStatementAst or PipelineAst { PipelineElements.Count: > 1 } or CommandAst
            or InvokeMemberExpressionAst, searchNestedScriptBlocks: true) is not null;

    private static ScriptTranslation Translate(
        ScriptBlockAst script, IReadOnlyList<string> parameters, bool isArray, IScriptSurroundings surroundings, int writtenOut)
    {
        try
        {
            IReadOnlyCollection<string> roundings = [];
            var function = DifferentiableFunction.Define(isArray ? 0 : parameters.Count, graph =>
            {
                var translator = new ObjectiveTranslator(script, graph, surroundings, writtenOut);
                var value = translator.Translate(parameters, isArray);
                roundings = translator.Roundings;
                return value;
            });
            return new ScriptTranslation.Translated(function) { Roundings = roundings };
        }
        catch (OutsideException refusal)
        {
            return refusal.Outside;
        }
        catch (InsufficientExecutionStackException)
        {
            return ScriptTranslation.Outside.At(script.Extent, "an expression or a statement that is nested very deep",
                "keep intermediate results in variables");
        }
        catch (Exception error) when (error is ArithmeticException or ArgumentException)
        {
            // Constants are computed while the script is translated, and some functions are not defined for all of them.
            return ScriptTranslation.Outside.At(script.Extent, "a constant expression that has no value", error.Message);
        }
    }
}
