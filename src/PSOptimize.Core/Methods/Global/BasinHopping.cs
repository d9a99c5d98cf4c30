using PSOptimize.Checks;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>
/// Basin hopping: a walk from minimum to minimum. A hop is a random move and a local search; the walk follows it down, and up with
/// probability <c>exp(−ΔE/T)</c>.
/// </summary>
/// <remarks>
/// Wales and Doye 1997, "Global optimization by basin-hopping and the lowest energy structures of Lennard-Jones clusters containing up to
/// 110 atoms", §II. It needs no bounds. Differs from the paper: T is a share of the mean rise that hops meet, so that the units of the
/// value do not matter; the radius grows with each hop that leads back to the same minimum, and shrinks with each that is not followed,
/// where the paper holds the share of followed ones at a half; a walk that stands still jumps elsewhere in the bounds, or three radii away
/// (in the manner of Iwamatsu and Okabe 2004, "Basin hopping with occasional jumping").
/// </remarks>
/// <example><code>Optimizer.Run(objective, new BasinHopping { Radius = 0.3 }, start)</code></example>
[About("x ← local minimum of x + r u, if lower, else with probability exp(−ΔE/T)", "Wales and Doye 1997; Iwamatsu and Okabe 2004",
    Use = "many minima that lie in funnels; no bounds needed")]
public sealed record BasinHopping() : GlobalMethod<BasinHoppingMemory>(100)
{
    // Of minima that are the same one, in units.
    private const double Same = 1e-4;
    private const double Growth = 1.1;
    private const double Shrinkage = 0.97;
    private const double Smallest = 1e-6;

    /// <summary>
    /// r > 0, default 0.1: how far a hop goes in each coordinate at first, in widths of the bounds, or in sizes at the start.
    /// </summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 0.1;

    /// <summary>T at least 0, default 0.1, in mean rises of the hops; 0 follows no hop up.</summary>
    [NonNegative] public double Temperature { get; init => field = Checked(value); } = 0.1;

    /// <summary>The hops in a row that a walk does not follow before it jumps, at least 1, default 25.</summary>
    [AtLeast(1)] public long JumpAfter { get; init => field = Checked(value); } = 25;

    /// <inheritdoc/>
    protected internal override BasinHoppingMemory First(Vector point, Key key, Region region) => new(point, key) { Radius = Radius };

    /// <summary>It makes no trials but those of local searches.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="values">The values.</param>
    /// <param name="region">The region.</param>
    protected internal override BasinHoppingMemory Sampled(BasinHoppingMemory memory, double[] values, Region region) => memory;

    /// <inheritdoc/>
    protected internal override BasinHoppingMemory Found(BasinHoppingMemory memory, bool hasConverged, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(region);
        var draw = memory.Key.Fold(memory.Step).Fold(0);
        var next = Judged(Restarts.Counted(memory, hasConverged), draw.Uniform(), region);
        var jumps = next.Refused >= JumpAfter;
        var hop = 2 * draw.Fold(1).Uniforms(memory.Point.Count) - Vector.Repeat(memory.Point.Count, 1);
        return next with
        {
            From = jumps ? region.Anywhere(next.Point, 3 * next.Radius, draw.Fold(2))
                : region.Reflect(next.Current + next.Radius * region.Units.Times(hop)),
            // Wherever a jump leads, the walk goes on from there.
            CurrentValue = jumps ? double.PositiveInfinity : next.CurrentValue,
            Refused = jumps ? 0 : next.Refused,
            LearningRate = next.Radius,
        };
    }

    /// <summary>The memory of a walk that has followed the last hop, or not.</summary>
    private BasinHoppingMemory Judged(BasinHoppingMemory memory, double chance, Region region)
    {
        var rise = memory.LowValue - memory.CurrentValue;
        var grown = Math.Min(Growth * memory.Radius, Math.Max(Radius, 1));
        if (double.IsFinite(rise) && (memory.LowPoint - memory.Current).Over(region.Units).Norm() <= Same)
            return memory with { Radius = grown, Refused = memory.Refused + 1 };
        var followed = memory with { Current = memory.LowPoint, CurrentValue = memory.LowValue, Refused = 0 };
        if (memory.LowValue < memory.CurrentValue) return followed;
        var refused = memory with { Radius = Math.Max(Shrinkage * memory.Radius, Smallest * Radius), Refused = memory.Refused + 1 };
        if (!double.IsFinite(rise)) return refused;
        var mean = memory.MeanWith(rise);
        return (chance < Math.Exp(-rise / (Temperature * mean)) ? followed : refused) with { Rise = mean, Rises = memory.Rises + 1 };
    }
}
