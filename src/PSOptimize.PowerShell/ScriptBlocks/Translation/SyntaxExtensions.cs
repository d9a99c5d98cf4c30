using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>What all translators ask of syntax trees, and how messages name parts of these.</summary>
internal static class SyntaxExtensions
{
    private const int Longest = 40;

    /// <summary>The text in one line, cut off if it is long.</summary>
    public static string Shortened(this Ast ast)
    {
        var text = ast.Extent.Text.ReplaceLineEndings(" ");
        return text.Length <= Longest ? text : text[..(Longest - 1)] + "…";
    }

    /// <summary>The name of a variable without a scope.</summary>
    /// <exception cref="OutsideException">The variable has a scope.</exception>
    public static string PlainName(this VariableExpressionAst variable) => variable.VariablePath.IsUnqualified
        ? variable.VariablePath.UserPath
        : throw new OutsideException($"a variable with a scope (${variable.VariablePath.UserPath})", variable, "use a plain variable");

    /// <summary>The expression, if a statement is nothing but one; else null.</summary>
    public static ExpressionAst? OnlyExpression(this StatementAst statement) =>
        statement is PipelineAst { PipelineElements: [CommandExpressionAst { Expression: var only }] } ? only : null;

    /// <summary>What to throw at a construct that cannot be translated; the message names it with its text.</summary>
    public static OutsideException Outside(this Ast ast, string construct, string advice) =>
        new($"{construct} ({ast.Shortened()})", ast, advice);

    /// <summary>What to throw at a node whose kind cannot be translated.</summary>
    public static OutsideException Outside(this Ast ast, string advice)
    {
        var kind = ast.GetType().Name
            .Replace("StatementAst", "", StringComparison.Ordinal)
            .Replace("ExpressionAst", "", StringComparison.Ordinal)
            .Replace("Ast", "", StringComparison.Ordinal);
        return ast.Outside($"'{kind}'", advice);
    }
}
