using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>The memory of <see cref="BasinHopping"/>.</summary>
public sealed record BasinHoppingMemory : GlobalMemory
{
    internal BasinHoppingMemory(Vector point, Key key) : base(point, key) => Current = point;

    /// <summary>The minimum where the walk stands.</summary>
    public Vector Current { get; init; }

    /// <summary>The value there; infinite while none is known.</summary>
    public double CurrentValue { get; init; } = double.PositiveInfinity;

    /// <summary>How far a hop goes in each coordinate at most, in units.</summary>
    public double Radius { get; init; }

    /// <summary>The mean of the rises that hops have met.</summary>
    public double Rise { get; init; }

    /// <summary>How many rises that mean is of.</summary>
    public long Rises { get; init; }

    /// <summary>How many hops in a row the walk has not followed.</summary>
    public long Refused { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (IsSearching, nameof(From)),
        (Current.Count == Point.Count, nameof(Current)),
        (Radius > 0 && double.IsFinite(Radius), nameof(Radius)),
        (Rise >= 0, nameof(Rise)),
    ];
}
