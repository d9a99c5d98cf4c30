using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>The memory of <see cref="MLSL"/>.</summary>
public sealed record MLSLMemory : GlobalMemory
{
    internal MLSLMemory(Vector point, Key key) : base(point, key) => Centre = point;

    /// <summary>The starting point, around which samples lie where there are no bounds.</summary>
    public Vector Centre { get; init; }

    /// <summary>How many samples have been drawn.</summary>
    public long Drawn { get; init; }

    /// <summary>The lowest samples, the lowest first, n numbers each.</summary>
    public Vector Samples { get; init; } = Vector.Empty;

    /// <summary>The values at the samples.</summary>
    public Vector Values { get; init; } = Vector.Empty;

    /// <summary>1 for each sample from which a search has begun, else 0.</summary>
    public Vector Used { get; init; } = Vector.Empty;

    /// <summary>The minima that were found, each once, n numbers each.</summary>
    public Vector Minima { get; init; } = Vector.Empty;

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Centre.Count == Point.Count && Centre.IsFinite(), nameof(Centre)),
        (Samples.Count == Point.Count * Values.Count, nameof(Samples)),
        (Used.Count == Values.Count, nameof(Used)),
        (Minima.Count % Point.Count == 0, nameof(Minima)),
    ];
}
