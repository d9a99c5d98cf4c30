using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>
/// What a global method remembers beside the state of its local method; its point is the best so far, and its restarts are searches.
/// </summary>
public abstract record GlobalMemory : RestartingMemory
{
    /// <summary>For derived records: a memory whose first local search begins at the start.</summary>
    /// <param name="point">The starting point.</param>
    /// <param name="key">The key of the run.</param>
    protected GlobalMemory(Vector point, Key key) : base(point, key) => (From, LowPoint) = (point, point);

    /// <summary>Where the present local search began; empty while trials are made.</summary>
    public Vector From { get; init; }

    /// <summary>The lowest point that the present iteration has evaluated.</summary>
    public Vector LowPoint { get; init; }

    /// <summary>The value there; infinite while no finite one was seen.</summary>
    public double LowValue { get; init; } = double.PositiveInfinity;

    /// <summary>Whether the next evaluations are those of the local method.</summary>
    internal bool IsSearching => From.Count > 0;

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (From.Count == 0 || From.Count == Point.Count, nameof(From)),
        (LowPoint.Count == Point.Count, nameof(LowPoint)),
    ];
}
