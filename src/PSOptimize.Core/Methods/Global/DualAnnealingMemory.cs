using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>The memory of <see cref="DualAnnealing"/>.</summary>
public sealed record DualAnnealingMemory : WalkMemory
{
    internal DualAnnealingMemory(Vector point, Key key) : base(point, key) => Centre = point;

    /// <summary>The starting point, around which visits lie where there are no bounds.</summary>
    public Vector Centre { get; init; }

    /// <summary>The chains made in this cycle.</summary>
    public long Chains { get; init; }

    /// <summary>The visits made in this chain.</summary>
    public int Visits { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Centre.Count == Point.Count && Centre.IsFinite(), nameof(Centre)),
        (Visits < 2 * Point.Count, nameof(Visits)),
    ];
}
