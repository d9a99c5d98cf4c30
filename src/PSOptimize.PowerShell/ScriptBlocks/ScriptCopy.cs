using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Copies of script blocks that belong to no session: each runs in the session that invokes it. They keep the file and the line numbers of
/// the original.
/// </summary>
internal static class ScriptCopy
{
    /// <summary>A copy for one runspace: PowerShell's compiler writes to syntax trees, so two runspaces must not share one.</summary>
    public static ScriptBlock Of(ScriptBlock block) => block.Ast is ScriptBlockAst tree
        ? ((ScriptBlockAst)tree.Copy()).GetScriptBlock()
        : Parsed(block.ToString(), ((FunctionDefinitionAst)block.Ast).Body.Extent);

    /// <summary>The block with $name for each $using:name; the same block if it has none.</summary>
    public static ScriptBlock WithoutUsing(ScriptBlock block)
    {
        var whole = block.Ast.Extent;
        var uses = block.Ast.FindAll(node => node is UsingExpressionAst, searchNestedScriptBlocks: true);
        var text = uses.OrderByDescending(use => use.Extent.StartOffset).Aggregate(whole.Text, (text, use) =>
            text[..(use.Extent.StartOffset - whole.StartOffset)]
            + use.Extent.Text.Replace("using:", "", StringComparison.OrdinalIgnoreCase)
            + text[(use.Extent.EndOffset - whole.StartOffset)..]);
        if (text == whole.Text) return block;
        // The extent of a literal block includes its braces.
        return Parsed(text.StartsWith('{') && text.EndsWith('}') ? text[1..^1] : text, whole);
    }

    /// <summary>The text from which another process can make the block, with $name for each $using:name.</summary>
    public static string TextOf(ScriptBlock block) => (block.Ast is ScriptBlockAst ? WithoutUsing(block) : block).ToString();

    private static ScriptBlock Parsed(string text, IScriptExtent origin) =>
        Parser.ParseInput(new string('\n', origin.StartLineNumber - 1) + text, origin.File, out _, out _).GetScriptBlock();
}
