using System.Management.Automation;
using System.Runtime.CompilerServices;
using PSOptimize.Objectives.Regression;

namespace PSOptimize.ScriptBlocks;

/// <summary>The script block that the curve of a model was translated from, to compare the two.</summary>
/// <param name="block">The block.</param>
/// <param name="asWritten">Makes the curve that invokes the block.</param>
/// <param name="translate">Translates the block again, with the variables as they are now; null if that fails.</param>
internal sealed class CurveSource(ScriptBlock block, Func<CurveModel> asWritten, Func<CurveModel?> translate)
{
    private static readonly ConditionalWeakTable<CurveModel, CurveSource> Sources = [];

    private readonly Lazy<CurveModel> _asWritten = new(asWritten);

    /// <summary>The block.</summary>
    public ScriptBlock Block => block;

    /// <summary>See <see cref="ScriptTranslation.Translated.Roundings"/>.</summary>
    public IReadOnlyCollection<string> Roundings { get; init; } = [];

    /// <summary>The curve that invokes the block.</summary>
    public CurveModel AsWritten => _asWritten.Value;

    /// <summary>Translates the block again.</summary>
    public CurveModel? Translate() => translate();

    /// <summary>The source of a curve; null if it was not translated from a block.</summary>
    public static CurveSource? Of(CurveModel curve) => Sources.TryGetValue(curve, out var source) ? source : null;

    /// <summary>Notes what a curve was translated from.</summary>
    public void Note(CurveModel curve) => Sources.Add(curve, this);
}
