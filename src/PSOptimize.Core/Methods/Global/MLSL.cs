using MathNet.Numerics;
using PSOptimize.Checks;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>
/// Multi-level single linkage: rounds of samples in the box, and a local search from each low sample that has neither a lower one nor a
/// known minimum near by.
/// </summary>
/// <remarks>
/// <para>
/// Rinnooy Kan and Timmer 1987, "Stochastic global optimization methods. Part II: Multi level methods", algorithm 5.1. After k rounds of N
/// samples, the lowest γkN are looked at; near is within <c>r = (Γ(1 + n/2) σ ln(kN)/kN)^(1/n)/√π</c> (eq. 8), in widths of the box. It
/// shrinks, so that in the end each minimum is found once.
/// </para>
/// <para>
/// It ends by itself: if the minima that are still to be found are expected to be less than half a one,
/// <c>w(m − 1)/(m − w − 2) − w</c> for w minima of m low samples (Boender and Rinnooy Kan 1987, "Bayesian stopping rules for
/// multistart global optimization methods"), or after <c>VainRestarts</c> searches without anything better.
/// </para>
/// <para>
/// Differs from the paper: samples are those of Sobol' with a random shift (as Kucherenko and Sytsko 2005), in more than 101 coordinates
/// uniform ones; the first search begins at the start; the 300 lowest samples are kept, and 1000 minima; samples near the bounds are no
/// exception. Without bounds samples lie around the start, and searches may leave that box.
/// </para>
/// </remarks>
/// <example><code>Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(-5, 5)), new MLSL(), start)</code></example>
[About("local searches from low samples that have no lower one near by", "Rinnooy Kan and Timmer 1987; Kucherenko and Sytsko 2005",
    Use = "the lowest of some dozens of minima in a box; the first choice if the function is smooth")]
public sealed record MLSL() : GlobalMethod<MLSLMemory>(50)
{
    private const int MostSamples = 300;
    private const int MostMinima = 1000;

    // Of minima that are the same one, in widths of the box.
    private const double Same = 1e-4;

    // Fewer low samples than this for each coordinate say nothing of the number of minima.
    private const int FewSamples = 50;

    /// <summary>N, the samples of a round, at least 1; default 10 for each coordinate.</summary>
    [AtLeast(1)] public int? Samples { get; init => field = Checked(value); }

    /// <summary>γ in (0, 1], default 0.3: the share of all samples, the lowest, from which searches may begin.</summary>
    [Share] public double LowShare { get; init => field = Checked(value); } = 0.3;

    /// <summary>σ > 0, default 2: the larger, the fewer searches; above 4 their number stays finite.</summary>
    [Positive] public double Spacing { get; init => field = Checked(value); } = 2;

    /// <summary>How far samples lie around the start where there are no bounds, above 0, default 10, in sizes at the start.</summary>
    [Positive] public double Reach { get; init => field = Checked(value); } = 10;

    /// <inheritdoc/>
    protected internal override Outcome? Verdict(MLSLMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (base.Verdict(memory) is { } verdict) return verdict;
        double low = LowShare * memory.Drawn, found = memory.Minima.Count / memory.Point.Count;
        if (low < FewSamples * memory.Point.Count || low <= found + 2) return null;
        if (!memory.HasContracted || !(memory.Value < memory.FirstValue)) return null;
        var unknown = found * (low - 1) / (low - found - 2) - found;
        return unknown <= 0.5 ? new Outcome.Converged("UnknownMinima", unknown, 0.5) : null;
    }

    /// <inheritdoc/>
    protected internal override MLSLMemory First(Vector point, Key key, Region region) => new(point, key);

    /// <inheritdoc/>
    protected internal override MLSLMemory Sampled(MLSLMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var all = Points(memory.Samples, memory.Point.Count).Zip(memory.Values.AsSeq(), memory.Used.AsSeq())
            .Concat(memory.Trials.AsSeq().Select((trial, i) => (trial, values[i], 0.0)));
        (Vector Point, double Value, double Used)[] lowest = [.. all.OrderBy(sample => sample.Item2).Take(MostSamples)];
        return Proposed(memory with
        {
            Drawn = memory.Drawn + values.Length,
            Samples = Vector.OfSeq(lowest.SelectMany(sample => sample.Point.AsSeq())),
            Values = Vector.OfSeq(lowest.Select(sample => sample.Value)),
            Used = Vector.OfSeq(lowest.Select(sample => sample.Used)),
        }, region);
    }

    /// <inheritdoc/>
    protected internal override MLSLMemory Found(MLSLMemory memory, bool hasConverged, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(region);
        var next = Restarts.Counted(memory, hasConverged);
        var isNew = double.IsFinite(memory.LowValue) && memory.Minima.Count < MostMinima * memory.Point.Count
            && !IsNear(memory.LowPoint, Points(memory.Minima, memory.Point.Count), Same, region);
        return Proposed(isNew ? next with { Minima = Vector.OfSeq([.. memory.Minima.AsSeq(), .. memory.LowPoint.AsSeq()]) } : next, region);
    }

    /// <summary>The memory that goes on with a search from the lowest sample that is far from everything lower, or with a round.</summary>
    private MLSLMemory Proposed(MLSLMemory memory, Region region)
    {
        var samples = Points(memory.Samples, memory.Point.Count).ToArray();
        var minima = Points(memory.Minima, memory.Point.Count).ToArray();
        var (distance, low) = (Distance(memory), Math.Ceiling(LowShare * memory.Drawn));
        memory = memory with { LearningRate = distance };
        for (var i = 0; i < samples.Length && i < low && double.IsFinite(memory.Values[i]); i++)
        {
            if (memory.Used[i] > 0 || IsNear(samples[i], samples.Take(i), distance, region)) continue;
            if (IsNear(samples[i], minima, distance, region)) continue;
            return memory with { From = samples[i], Used = memory.Used.WithElement(i, 1) };
        }
        return memory with { From = Vector.Empty, Trials = Round(memory, region) };
    }

    private double Distance(MLSLMemory memory)
    {
        double n = memory.Point.Count, drawn = Math.Max(2, memory.Drawn);
        var logarithm = SpecialFunctions.GammaLn(1 + n / 2) + Math.Log(Spacing * Math.Log(drawn) / drawn);
        return Math.Exp(logarithm / n) / Math.Sqrt(Math.PI);
    }

    /// <summary>The next samples of a sequence that fills the box evenly.</summary>
    private VectorList Round(MLSLMemory memory, Region region)
    {
        var n = memory.Centre.Count;
        var box = region.Finite(memory.Centre, Reach);
        var count = Samples ?? 10 * n;
        var shift = memory.Key.Fold(0).Fold(-2);
        Vector Cube(long index) => n > SobolSequence.Dimensions
            ? memory.Key.Fold(memory.Step).Fold(index).Uniforms(n)
            : Vector.Init(n, i => (SobolSequence.Coordinate((uint)index, i) ^ (uint)shift.Bits(i)) * Math.Pow(2, -SobolSequence.Digits));
        return VectorList.OfSeq(Enumerable.Range(0, count)
            .Select(k => region.Project(box.Lower + box.Width.Times(Cube(memory.Drawn + k)))));
    }

    private static IEnumerable<Vector> Points(Vector numbers, int n) =>
        Enumerable.Range(0, numbers.Count / n).Select(i => numbers.Slice(i * n, n));

    private static bool IsNear(Vector point, IEnumerable<Vector> others, double distance, Region region) =>
        others.Any(other => (point - other).Over(region.Units).Norm() <= distance);
}
