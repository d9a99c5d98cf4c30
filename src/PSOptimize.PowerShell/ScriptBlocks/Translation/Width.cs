namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Of what type a number is if it is an integer; <see cref="Other"/> also stands for a <c>[float]</c>.</summary>
internal enum Width
{
    /// <summary>An <c>[int]</c>.</summary>
    Usual,

    /// <summary>An <c>[int]</c> or one that is shorter, such as a <c>[byte]</c>: the arithmetic is the same.</summary>
    Short,

    /// <summary>A <c>[long]</c>.</summary>
    Long,

    /// <summary>Any of these, or a <c>[uint]</c>: of which type the results of its arithmetic are is not known.</summary>
    Other,
}
