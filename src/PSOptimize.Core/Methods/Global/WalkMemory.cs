using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>What a global method that walks from point to point remembers, upwards as well now and then.</summary>
public abstract record WalkMemory : GlobalMemory
{
    /// <summary>For derived records: a walk that begins at the start.</summary>
    /// <param name="point">The starting point.</param>
    /// <param name="key">The key of the run.</param>
    protected WalkMemory(Vector point, Key key) : base(point, key) => Current = point;

    /// <summary>Where the walk stands.</summary>
    public Vector Current { get; init; }

    /// <summary>The value there; infinite while none is known.</summary>
    public double CurrentValue { get; init; } = double.PositiveInfinity;

    /// <summary>The mean of the rises that the walk has met.</summary>
    public double Rise { get; init; }

    /// <summary>How many rises that mean is of.</summary>
    public long Rises { get; init; }

    /// <summary>The mean of the rises with one more.</summary>
    internal double MeanWith(double rise) => Rise + (rise - Rise) / (Rises + 1);

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Current.Count == Point.Count, nameof(Current)),
        (Rise >= 0, nameof(Rise)),
    ];
}
