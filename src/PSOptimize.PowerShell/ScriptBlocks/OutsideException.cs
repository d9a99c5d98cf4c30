using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>The script leaves the subset here. Caught where the translation began.</summary>
internal sealed class OutsideException(string construct, IScriptExtent extent, string advice) : Exception
{
    public ScriptTranslation.Outside Outside { get; } = new(construct, extent.StartLineNumber, extent.StartColumnNumber, advice);
}
