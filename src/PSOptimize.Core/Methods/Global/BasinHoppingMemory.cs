using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>The memory of <see cref="BasinHopping"/>.</summary>
public sealed record BasinHoppingMemory : WalkMemory
{
    internal BasinHoppingMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>How far a hop goes in each coordinate at most, in units.</summary>
    public double Radius { get; init; }

    /// <summary>How many hops in a row the walk has not followed.</summary>
    public long Refused { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (IsSearching, nameof(From)),
        (Radius > 0 && double.IsFinite(Radius), nameof(Radius)),
    ];
}
