using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>What a method remembers of its restarts.</summary>
public abstract record RestartingMemory : TrialMemory
{
    /// <summary>For derived records.</summary>
    /// <param name="point">The starting point, which is the first trial.</param>
    /// <param name="key">The key of the run.</param>
    protected RestartingMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>How often the search began anew.</summary>
    public long Restarts { get; init; }

    /// <summary>
    /// How many restarts in a row have brought nothing better. One that came to another, higher minimum shows that there are several, and
    /// counts half.
    /// </summary>
    public double Vain { get; init; }

    /// <summary>Whether the search that found the best point has contracted around it.</summary>
    public bool HasContracted { get; init; }

    /// <summary>The value before these; NaN before the first restart.</summary>
    public double BaseValue { get; init; } = double.NaN;

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Vain >= 0, nameof(Vain)),
    ];
}
