using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of a <see cref="RandomSearch"/>; its point is the best so far.</summary>
public sealed record RandomSearchMemory : TrialMemory
{
    internal RandomSearchMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>The standard deviation of the next trial around the point, in widths of the bounds.</summary>
    public double Radius { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Radius >= 0, nameof(Radius)),
    ];
}
