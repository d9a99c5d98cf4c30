using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Syntax that only PowerShell 7 has: the library that this is compiled against lacks it, so it is read by name.</summary>
internal static class SyntaxBeyondStandard
{
    /// <summary>The parts of <c>condition ? then : otherwise</c>; null if the expression is something else.</summary>
    public static (ExpressionAst Condition, ExpressionAst Then, ExpressionAst Otherwise)? Ternary(ExpressionAst expression)
    {
        return expression.GetType().Name == "TernaryExpressionAst" ? (Part("Condition"), Part("IfTrue"), Part("IfFalse")) : null;

        ExpressionAst Part(string property) => Get<ExpressionAst>(expression, property)!;
    }

    /// <summary>Whether the operator is <c>??</c>.</summary>
    public static bool IsNullCoalescing(TokenKind kind) => kind.ToString() == "QuestionQuestion";

    /// <summary>Whether the operator is <c>??=</c>.</summary>
    public static bool IsNullCoalescingAssignment(TokenKind kind) => kind.ToString() == "QuestionQuestionEquals";

    public static bool IsBackground(PipelineAst pipeline) => pipeline.GetType().GetProperty("Background")?.GetValue(pipeline) is true;

    /// <summary>The parameters in <c>function name($a, $b) { }</c>; null if there are no parentheses after the name.</summary>
    public static IReadOnlyList<ParameterAst>? Parameters(FunctionDefinitionAst function) =>
        Get<IReadOnlyList<ParameterAst>>(function, "Parameters");

    private static T? Get<T>(Ast ast, string property) where T : class => ast.GetType().GetProperty(property)?.GetValue(ast) as T;
}
