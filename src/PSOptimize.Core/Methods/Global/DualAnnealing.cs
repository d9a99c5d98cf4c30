using MathNet.Numerics;
using PSOptimize.Checks;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>
/// Generalised simulated annealing with local searches: visits whose lengths have heavy tails while the temperature T falls, and a local
/// search from the lowest visit of a chain that is lower than everything before.
/// </summary>
/// <remarks>
/// Tsallis and Stariolo 1996, "Generalized simulated annealing", eq. 5 (acceptance), 9 (visits) and 10 (T); the visits are drawn as in
/// Schanze 2006, "An exact D-dimensional Tsallis random number generator for generalized simulated annealing"; Xiang, Sun, Fan and Gong
/// 1997, "Generalized simulated annealing algorithm and its application to the Thomson model", for chains of n moves of all coordinates
/// and n of one each, and for the local searches. After a cycle it begins anew from elsewhere, hot; it ends by itself when cycles find
/// nothing better.
/// Differs from the papers: lengths are in widths of the bounds, and rises in mean rises, so that units do not matter; visits are mirrored
/// into the bounds; each cycle ends with a local search. Without bounds visits lie in a box around the start.
/// </remarks>
/// <example><code>Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(-5, 5)), new DualAnnealing(), start)</code></example>
[About("visits with heavy tails, accepted as T falls; local searches from the lowest", "Tsallis and Stariolo 1996; Xiang et al. 1997",
    Use = "very many minima in a box")]
public sealed record DualAnnealing() : GlobalMethod<DualAnnealingMemory>(5)
{
    // Longer visits than this, in widths, are as good as any.
    private const double Farthest = 1e8;

    /// <summary>T₀ > 0, default 50: the first temperature of a cycle.</summary>
    [Positive] public double Temperature { get; init => field = Checked(value); } = 50;

    /// <summary>In (0, 1), default 0.001: the share of T₀ at which a cycle ends.</summary>
    [OpenFraction] public double RestartBelow { get; init => field = Checked(value); } = 1e-3;

    /// <summary>q_v between 1 and 3, default 2.62: the heavier the tails, the larger; also how fast T falls.</summary>
    [Positive]
    public double Visiting
    {
        get;
        init => field = Checked(value) is > 1 and < 3 ? value : throw new ArgumentOutOfRangeException(
            nameof(Visiting), value, $"{nameof(Visiting)} must be between 1 and 3; it was {value}.");
    } = 2.62;

    /// <summary>q_a below 1, default −5: the lower, the fewer rises are accepted.</summary>
    [Finite]
    public double Acceptance
    {
        get;
        init => field = Checked(value) is < 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(Acceptance), value, $"{nameof(Acceptance)} must be below 1; it was {value}.");
    } = -5;

    /// <summary>How far visits lie around the start where there are no bounds, above 0, default 10, in sizes at the start.</summary>
    [Positive] public double Reach { get; init => field = Checked(value); } = 10;

    /// <inheritdoc/>
    protected internal override DualAnnealingMemory First(Vector point, Key key, Region region) => new(point, key);

    /// <inheritdoc/>
    protected internal override bool EndsIteration(DualAnnealingMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return memory.Visits == 0;
    }

    /// <inheritdoc/>
    protected internal override DualAnnealingMemory Found(DualAnnealingMemory memory, bool hasConverged, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(region);
        var next = memory.LowPoint.Equals(memory.Point) ? memory with { HasContracted = hasConverged } : memory;
        if (memory.LowValue < memory.CurrentValue) next = next with { Current = memory.LowPoint, CurrentValue = memory.LowValue };
        if (TemperatureOf(next) >= RestartBelow * Temperature) return Visited(next, region);
        var anywhere = memory.Key.Fold(memory.Step).Fold(3).Uniforms(memory.Point.Count);
        var box = region.Finite(memory.Centre, Reach);
        next = Restarts.Counted(next, next.HasContracted) with { Chains = 0, CurrentValue = double.PositiveInfinity };
        return next with { From = Vector.Empty, Trials = VectorList.Of(region.Project(box.Lower + box.Width.Times(anywhere))) };
    }

    /// <inheritdoc/>
    protected internal override DualAnnealingMemory Sampled(DualAnnealingMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(region);
        var next = Judged(memory, values[0]) with { Visits = (memory.Visits + 1) % (2 * memory.Point.Count) };
        if (next.Visits > 0) return Visited(next, region);
        next = next with { Chains = next.Chains + 1 };
        if (next.LowValue < next.Value) return next with { From = next.LowPoint };
        return TemperatureOf(next) < RestartBelow * Temperature && double.IsFinite(next.CurrentValue)
            ? next with { From = next.Current }
            : Visited(next, region);
    }

    /// <summary>T after the chains of this cycle.</summary>
    private double TemperatureOf(DualAnnealingMemory memory) =>
        Temperature * (Math.Pow(2, Visiting - 1) - 1) / (Math.Pow(2 + memory.Chains, Visiting - 1) - 1);

    /// <summary>The memory of a walk that has gone to its last visit, or not.</summary>
    private DualAnnealingMemory Judged(DualAnnealingMemory memory, double value)
    {
        var there = memory with { Current = memory.Trials[0], CurrentValue = value };
        var rise = value - memory.CurrentValue;
        if (rise < 0) return there;
        if (!double.IsFinite(rise)) return memory;
        var mean = memory.MeanWith(rise);
        var cold = TemperatureOf(memory) / (memory.Chains + 1);
        var kept = 1 - (1 - Acceptance) * rise / (mean * cold);
        var chance = mean == 0 ? 1 : kept <= 0 ? 0 : Math.Pow(kept, 1 / (1 - Acceptance));
        var accepts = memory.Key.Fold(memory.Step).Fold(1).Uniform() < chance;
        return (accepts ? there : memory) with { Rise = mean, Rises = memory.Rises + 1 };
    }

    /// <summary>The memory with its next visit: of all coordinates in the first half of a chain, then of one by one.</summary>
    private DualAnnealingMemory Visited(DualAnnealingMemory memory, Region region)
    {
        var (n, temperature) = (memory.Point.Count, TemperatureOf(memory));
        var draw = memory.Key.Fold(memory.Step).Fold(0);
        var (width, tail) = (Width(temperature), (Visiting - 1) / (3 - Visiting));
        var moves = draw.Fold(0).Normals(n).Map(x => width * x);
        var sizes = draw.Fold(1).Normals(n);
        var visit = Vector.Init(n, i => memory.Visits >= n && i != memory.Visits - n ? 0
            : Math.Clamp(moves[i] * Math.Pow(Math.Abs(sizes[i]), -tail), -Farthest, Farthest));
        var box = region.Finite(memory.Centre, Reach);
        var point = region.Project(box.Reflect(memory.Current + region.Units.Times(visit)));
        return memory with { From = Vector.Empty, Trials = VectorList.Of(point), LearningRate = temperature };
    }

    /// <summary>The width of the visits at a temperature, before their tails.</summary>
    private double Width(double temperature)
    {
        var q = Visiting;
        var spread = Math.Sqrt(Math.PI) * Math.Pow(temperature, 1 / (q - 1)) * Math.Pow(q - 1, 4 - q)
            * Math.Pow(2, (q - 2) / (q - 1)) / (3 - q);
        var order = 1 / (q - 1) - 0.5;
        var norm = Math.PI * (1 - order) / (Math.Sin(Math.PI * (1 - order)) * SpecialFunctions.Gamma(2 - order));
        return Math.Pow(spread / norm, (q - 1) / (3 - q));
    }
}
