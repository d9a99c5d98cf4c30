using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of a <see cref="PatternSearch"/>; its point is the best so far.</summary>
public sealed record PatternSearchMemory : TrialMemory
{
    internal PatternSearchMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>h, how far the trials lie from the point, in widths of the bounds.</summary>
    public double Radius { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Radius >= 0, nameof(Radius)),
    ];
}
