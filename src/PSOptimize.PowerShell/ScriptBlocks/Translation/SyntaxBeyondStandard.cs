using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>What the syntax trees of PowerShell 7 have and those of the library that this is compiled against have not; read by name.</summary>
internal static class SyntaxBeyondStandard
{
    /// <summary>The parts of <c>condition ? then : otherwise</c>, or null where the expression is something else.</summary>
    public static (ExpressionAst Condition, ExpressionAst Then, ExpressionAst Otherwise)? Ternary(ExpressionAst expression) =>
        expression.GetType().Name == "TernaryExpressionAst"
            ? (Get<ExpressionAst>(expression, "Condition")!, Get<ExpressionAst>(expression, "IfTrue")!, Get<ExpressionAst>(expression, "IfFalse")!)
            : null;

    /// <summary>The operator <c>??</c>.</summary>
    public static bool IsNullCoalescing(TokenKind kind) => kind.ToString() == "QuestionQuestion";

    public static bool IsBackground(PipelineAst pipeline) => pipeline.GetType().GetProperty("Background")?.GetValue(pipeline) is true;

    /// <summary>The parameters in <c>function name($a, $b) { }</c>, or null.</summary>
    public static IReadOnlyList<ParameterAst>? Parameters(FunctionDefinitionAst function) =>
        Get<IReadOnlyList<ParameterAst>>(function, "Parameters");

    private static T? Get<T>(Ast ast, string property) where T : class => ast.GetType().GetProperty(property)?.GetValue(ast) as T;
}
