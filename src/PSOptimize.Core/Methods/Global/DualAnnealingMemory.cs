using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>The memory of <see cref="DualAnnealing"/>.</summary>
public sealed record DualAnnealingMemory : GlobalMemory
{
    internal DualAnnealingMemory(Vector point, Key key) : base(point, key) => Centre = Current = point;

    /// <summary>The starting point, around which visits lie where there are no bounds.</summary>
    public Vector Centre { get; init; }

    /// <summary>Where the walk stands.</summary>
    public Vector Current { get; init; }

    /// <summary>The value there; infinite while none is known.</summary>
    public double CurrentValue { get; init; } = double.PositiveInfinity;

    /// <summary>The chains made in this cycle.</summary>
    public long Chains { get; init; }

    /// <summary>The visits made in this chain.</summary>
    public int Visits { get; init; }

    /// <summary>The mean of the rises that visits have met.</summary>
    public double Rise { get; init; }

    /// <summary>How many rises that mean is of.</summary>
    public long Rises { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Current.Count == Point.Count, nameof(Current)),
        (Centre.Count == Point.Count && Centre.IsFinite(), nameof(Centre)),
        (Visits < 2 * Point.Count, nameof(Visits)),
        (Rise >= 0, nameof(Rise)),
    ];
}
