namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Of what type a number is if it is an integer; <see cref="Other"/> also stands for a <c>[float]</c>.</summary>
internal enum Width
{
    /// <summary>An <c>[int]</c>.</summary>
    Usual,

    /// <summary>A <c>[byte]</c> or another one that is shorter than an <c>[int]</c>, or an <c>[int]</c>: its arithmetic is that of those.</summary>
    Short,

    /// <summary>A <c>[long]</c>.</summary>
    Long,

    /// <summary>Any of these, or a <c>[uint]</c>: of which type the results of its arithmetic are is not known.</summary>
    Other,
}
