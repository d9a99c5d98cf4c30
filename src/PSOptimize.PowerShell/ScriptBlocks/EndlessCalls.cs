using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Finds functions that call themselves on every path. PowerShell gives up on them only when the stack is used up, a minute later.
/// </summary>
internal static class EndlessCalls
{
    /// <summary>Refuses a block that always calls such a function.</summary>
    /// <exception cref="ScriptException">It does.</exception>
    public static void Check(ScriptBlock block)
    {
        if (block.Ast is not ScriptBlockAst script) return;
        var functions = script.FindAll(node => node is FunctionDefinitionAst, searchNestedScriptBlocks: true).Cast<FunctionDefinitionAst>()
            .GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var function in functions.Where(group => group.Count() == 1).Select(group => group.Single()))
            if (!MayLeave(script) && AlwaysCalls(script, function) is not null && AlwaysCalls(function.Body, function) is { } call)
                throw ScriptException.Endless(function, call);
    }

    /// <summary>Whether something may end a block before its last statement, or catch the error with which PowerShell gives up.</summary>
    private static bool MayLeave(ScriptBlockAst script) => script.Find(node => node is ReturnStatementAst or ThrowStatementAst
        or ExitStatementAst or BreakStatementAst or ContinueStatementAst or TryStatementAst or TrapStatementAst, true) is not null;

    /// <summary>A call of a function that a block makes on every path; null if there is none.</summary>
    private static CommandAst? AlwaysCalls(ScriptBlockAst block, FunctionDefinitionAst function) => block.FindAll(
        node => node is CommandAst command && function.Name.Equals(command.GetCommandName(), StringComparison.OrdinalIgnoreCase)
            && IsAlwaysRun(command, block),
        searchNestedScriptBlocks: true).Cast<CommandAst>().FirstOrDefault();

    private static bool IsAlwaysRun(Ast node, ScriptBlockAst block)
    {
        for (var (inner, outer) = (node, node.Parent); inner != block; (inner, outer) = (outer, outer.Parent))
        {
            var isAlways = outer switch
            {
                PipelineAst pipeline => pipeline.PipelineElements[0] == inner,
                ScriptBlockAst body => body == block && body.EndBlock == inner,
                BinaryExpressionAst binary => binary.Left == inner || binary.Operator is TokenKind.Plus or TokenKind.Minus
                    or TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem,
                NamedBlockAst or CommandExpressionAst or CommandAst or ParenExpressionAst or UnaryExpressionAst or ConvertExpressionAst
                    or AssignmentStatementAst or ArrayLiteralAst or ArrayExpressionAst or SubExpressionAst => true,
                StatementBlockAst { Parent: ArrayExpressionAst or SubExpressionAst } => true,
                _ => false,
            };
            if (!isAlways) return false;
        }
        return true;
    }
}
