using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// The memory of <see cref="DIRECT"/>: rectangles that fill the box, which is the unit cube here; its point is the best so far.
/// </summary>
public sealed record DIRECTMemory : TrialMemory
{
    internal DIRECTMemory(Vector point, Key key) : base(point, key) => Start = point;

    /// <summary>The starting point, around which the box lies where there are no bounds.</summary>
    public Vector Start { get; init; }

    /// <summary>The centres, n numbers for each rectangle.</summary>
    public Vector Centres { get; init; } = Vector.Empty;

    /// <summary>How often each side was cut to a third, n numbers for each rectangle.</summary>
    public Vector Cuts { get; init; } = Vector.Empty;

    /// <summary>The values at the centres.</summary>
    public Vector Values { get; init; } = Vector.Empty;

    /// <summary>The indices of the rectangles that the trials divide.</summary>
    public Vector Divided { get; init; } = Vector.Empty;

    /// <summary>The longest side of the lowest rectangle.</summary>
    public double Side { get; init; } = 1;

    private bool HasWholeRectangles => Centres.Count == Point.Count * Values.Count && Cuts.Count == Centres.Count
        && Cuts.AsSeq().All(count => count >= 0) && Divided.AsSeq().All(index => index >= 0 && index < Values.Count);

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Start.Count == Point.Count && Start.IsFinite(), nameof(Start)),
        (HasWholeRectangles, nameof(Centres)),
        (Step == 0 ? Trials.Count == 2 : HasWholeRectangles && Trials.Count == Divided.AsSeq().Sum(TrialsOf), nameof(Trials)),
    ];

    private int TrialsOf(double index) => 2 * DIRECT.Longest(Cuts, (int)index, Point.Count).Count;
}
