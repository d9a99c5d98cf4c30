using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// The script uses something that cannot be translated. Thrown deep in the recursion over the syntax tree, and caught in one place only:
/// <see cref="ScriptTranslator"/>, which makes a value of it.
/// </summary>
internal sealed class OutsideException(string construct, IScriptExtent extent, string advice) : Exception
{
    public OutsideException(string construct, Ast ast, string advice) : this(construct, ast.Extent, advice)
    {
    }

    public ScriptTranslation.Outside Outside { get; } = ScriptTranslation.Outside.At(extent, construct, advice);
}
