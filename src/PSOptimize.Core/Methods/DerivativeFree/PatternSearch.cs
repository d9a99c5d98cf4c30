using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Pattern search: looks a distance h ahead and back along each coordinate, and once more as far as the last move went. Moves to
/// the best of these if it is lower, else shortens h.
/// </summary>
/// <remarks>
/// Hooke and Jeeves 1961, "Direct search solution of numerical and statistical problems", with the convergence theory of Torczon
/// 1997, "On the convergence of pattern search algorithms". Differs from the papers: all trials are asked for at once, so that
/// they can be evaluated in parallel; those outside the bounds are clipped.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new PatternSearch { Radius = 0.5 }, start)</code></example>
[About("x ← best of x ± h eᵢ and x + last move, if lower; else h ← h/2", "Hooke and Jeeves 1961; Torczon 1997",
    Use = "values alone, few coordinates: kinks, steps and noise do no harm")]
public sealed record PatternSearch : DerivativeFreeMethod<PatternSearchMemory>
{
    /// <summary>The first distance h > 0, default 0.25, in widths of the bounds, or in sizes at the start.</summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 0.25;

    /// <summary>What multiplies h after a failure, in (0, 1), default 0.5.</summary>
    [OpenFraction] public double Shrink { get; init => field = Checked(value); } = 0.5;

    /// <summary>What multiplies h after a success, at least 1, default 1.</summary>
    [AtLeast(1)] public double Growth { get; init => field = Checked(value); } = 1;

    /// <summary>h, in the same units, at which a run has converged: in (0, 1), default 1e-9.</summary>
    [OpenFraction] public double Tolerance { get; init => field = Checked(value); } = 1e-9;

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    /// <inheritdoc/>
    protected internal override Outcome? Verdict(PatternSearchMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return memory.Radius <= Tolerance ? Restarts.Contracted(memory, nameof(Radius), memory.Radius, Tolerance) : null;
    }

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => 2.0 * dimension * dimension;

    /// <inheritdoc/>
    protected internal override PatternSearchMemory First(Vector point, Key key, Region region)
    {
        ArgumentNullException.ThrowIfNull(point);
        var trials = VectorList.OfSeq([point, .. Around(point, Radius, region)]);
        return new PatternSearchMemory(point, key) { Radius = Radius, Trials = trials };
    }

    /// <inheritdoc/>
    protected internal override PatternSearchMemory Next(PatternSearchMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var best = Array.IndexOf(values, values.Min());
        var moved = memory.Step == 0 ? best > 0 : values[best] < memory.Value;
        var (point, value) = moved || memory.Step == 0 ? (memory.Trials[best], values[best]) : (memory.Point, memory.Value);
        var radius = memory.Radius * (moved ? Growth : Shrink);
        var trials = Around(point, radius, region);
        if (moved) trials = trials.Append(region.Project(point + (point - memory.Point)));
        return memory with
        {
            Point = point,
            Value = value,
            LearningRate = memory.Radius,
            Radius = radius,
            Trials = VectorList.OfSeq(trials),
        };
    }

    private static IEnumerable<Vector> Around(Vector point, double radius, Region region)
    {
        return Enumerable.Range(0, 2 * point.Count).Select(k =>
            region.Project(point.WithElement(k / 2, point[k / 2] + ((k & 1) == 0 ? radius : -radius) * region.Units[k / 2])));
    }
}
