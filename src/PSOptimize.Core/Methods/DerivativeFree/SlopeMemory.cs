using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// The memory of a method that estimates the slope from values on both sides of its point; its first trial is the point itself.
/// </summary>
public sealed record SlopeMemory : TrialMemory
{
    internal SlopeMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>δ: the directions of the trials, which go to x + νδ and x − νδ in turn.</summary>
    public VectorList Directions { get; init; } = VectorList.Empty;

    /// <summary>What the schedule of the rate remembers.</summary>
    public Vector ScheduleMemory { get; init; } = Vector.Empty;

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Directions.Count > 0 && Trials.Count == 2 * Directions.Count + 1, nameof(Directions)),
    ];
}
