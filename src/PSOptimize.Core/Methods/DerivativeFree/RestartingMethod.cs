using PSOptimize.Checks;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// A method whose search contracts, and begins anew once it can contract no further. It ends by itself when restarts find nothing better.
/// </summary>
/// <remarks>
/// <c>Converged: RestartGain</c> says how much the restarts without success have brought together, as a share of the decrease since the
/// start: at most 1e-10, or what rounding of the value hides. That a value is the lowest of all cannot be known. A run whose value never
/// fell below that of the start has <c>Stalled</c>, and so has one whose best search did not contract.
/// </remarks>
/// <typeparam name="TMemory">What the method remembers.</typeparam>
public abstract record RestartingMethod<TMemory> : DerivativeFreeMethod<TMemory> where TMemory : RestartingMemory
{
    /// <summary>For derived methods, with their defaults.</summary>
    /// <param name="restartBelow"><see cref="RestartBelow"/>.</param>
    /// <param name="vainRestarts"><see cref="VainRestarts"/>.</param>
    protected RestartingMethod(double restartBelow, int vainRestarts) => (RestartBelow, VainRestarts) = (restartBelow, vainRestarts);

    /// <summary>
    /// In [0, 1): the search begins anew once it has contracted to this share of its first extent, or its values differ by their rounding
    /// alone; each method has a default of its own.
    /// </summary>
    [Fraction] public double RestartBelow { get; init => field = Checked(value); }

    /// <summary>
    /// How many restarts in a row must bring nothing better before a run ends, at least 1; each method has a default. A restart that comes
    /// to another, higher minimum counts half.
    /// </summary>
    [AtLeast(1)] public int VainRestarts { get; init => field = Checked(value); }

    /// <inheritdoc/>
    public sealed override bool EndsByItself => true;

    /// <inheritdoc/>
    protected internal override Outcome? Verdict(TMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return Restarts.Verdict(memory, VainRestarts);
    }

    /// <summary>The memory of a search that is over: it counts a restart, and whether the last one has brought anything.</summary>
    /// <param name="memory">The memory, with the best point and value so far.</param>
    /// <param name="hasContracted">Whether the search has contracted, and not ended for want of anything better to do.</param>
    /// <param name="lowest">The lowest value at the end of this search, if that need not be the best so far.</param>
    /// <param name="vain">A gain that is none; by default a small share of the decrease since the start.</param>
    protected static TMemory Counted(TMemory memory, bool hasContracted = true, double? lowest = null, double? vain = null) =>
        Restarts.Counted(memory, hasContracted, lowest, vain);

    /// <summary>Whether points have come together around the best of them, or their values differ by rounding alone.</summary>
    /// <param name="memory">The memory with the best point and value.</param>
    /// <param name="extent">The first extent of the search, in units of the region.</param>
    /// <param name="values">The values of the points.</param>
    /// <param name="region">The units.</param>
    /// <param name="points">The points.</param>
    private protected bool IsContracted(
        TMemory memory, double extent, double[] values, Region region, IEnumerable<Vector> points) =>
        IsRounding(memory.Value, values.Max())
        || (double.IsFinite(memory.Value) && Extent(memory.Point, points, region) <= RestartBelow * extent);

    /// <summary>How far points lie from one of them at most, in units, by the largest coordinate.</summary>
    /// <param name="point">That one.</param>
    /// <param name="points">All.</param>
    /// <param name="region">The units.</param>
    protected static double Extent(Vector point, IEnumerable<Vector> points, Region region)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(region);
        return points.Max(other => (other - point).Over(region.Units).AsSeq().Max(Math.Abs));
    }

    /// <summary>Whether values differ by no more than their rounding.</summary>
    /// <param name="lowest">The lowest of them.</param>
    /// <param name="highest">The highest.</param>
    protected static bool IsRounding(double lowest, double highest) => highest - lowest <= 4 * Restarts.Rounding * Math.Abs(lowest);
}
