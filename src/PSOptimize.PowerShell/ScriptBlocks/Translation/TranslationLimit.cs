using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// Where a translation ends although the block itself may go on, such as at integers that doubles do not count exactly. PowerShell is
/// asked at such a point.
/// </summary>
internal static class TranslationLimit
{
    private const string Beginning = "The translation of the script block ends here: ";

    /// <summary>The translation has a value only where a condition holds.</summary>
    /// <param name="graph">The translation.</param>
    /// <param name="condition">What must hold.</param>
    /// <param name="problem">What is wrong if it does not.</param>
    /// <exception cref="EvaluationException">The condition holds nowhere.</exception>
    public static void Demand(ExpressionGraph graph, Truth condition, string problem)
    {
        if (condition.ConstantValue == false)
            throw new EvaluationException(problem);
        graph.Require(condition, Beginning + problem);
    }

    /// <summary>Whether an evaluation has failed because the translation ends.</summary>
    public static bool IsReached(EvaluationException error) => error.Message.StartsWith(Beginning, StringComparison.Ordinal);
}
