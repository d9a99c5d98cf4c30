namespace PSOptimize.ScriptBlocks;

/// <summary>The script block that a compiled objective was translated from, to compare the two.</summary>
/// <param name="AsWritten">The objective that invokes the block.</param>
/// <param name="Translate">Translates the block again, with the variables as they are now.</param>
internal sealed record TranslationSource(ScriptObjective AsWritten, Func<ScriptTranslation> Translate)
{
    /// <summary>Whether nothing but an exact gradient was wanted.</summary>
    public bool IsExactDemanded { get; init; }

    /// <summary>See <see cref="ScriptTranslation.Translated.Roundings"/>.</summary>
    public IReadOnlyCollection<string> Roundings { get; init; } = [];
}
