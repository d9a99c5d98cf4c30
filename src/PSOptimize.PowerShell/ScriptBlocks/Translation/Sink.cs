using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Takes a value that a part of the script outputs.</summary>
/// <param name="value">The value.</param>
/// <param name="extent">What outputs it.</param>
internal delegate void Sink(ScriptValue value, IScriptExtent extent);
