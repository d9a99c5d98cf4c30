using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Augmented random search: <c>x ← x − α/(b σ) Σ (f(x + νδₖ) − f(x − νδₖ)) δₖ</c> over the b best of N normal directions.
/// </summary>
/// <remarks>
/// Mania, Guy and Recht 2018, "Simple random search provides a competitive approach to reinforcement learning", algorithm 1 (basic)
/// and algorithm 2, V1 and V1-t. The directions are ranked by the better of their two values.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AugmentedRandomSearch { Directions = 16, TopDirections = 8 }, start)</code></example>
[About("x ← x − α/(b σ) Σ (f(x + νδ) − f(x − νδ)) δ over the b best directions", "Mania, Guy and Recht 2018, algorithms 1 and 2",
    Use = "policies and other noisy values with many coordinates, many points at once")]
public sealed record AugmentedRandomSearch() : SlopeMethod(0.02)
{
    /// <summary>N ≥ 1, default 8: directions a step.</summary>
    [AtLeast(1)] public int Directions { get; init => field = Checked(value); } = 8;

    /// <summary>b ≥ 1, default all: only the best directions count (V1-t).</summary>
    [AtLeast(1)] public int? TopDirections { get; init => field = Checked(value); }

    /// <summary>ν > 0, default 0.03: how far the noise reaches.</summary>
    [Positive] public double Noise { get; init => field = Checked(value); } = 0.03;

    /// <summary>Whether a step is divided by the deviation σ of the values it uses (V1), default yes; no is the basic search.</summary>
    public bool ScaleByDeviation { get; init; } = true;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => 2.0 * Directions * dimension;

    /// <inheritdoc/>
    protected override double Distance(long step) => Noise;

    /// <inheritdoc/>
    protected override IEnumerable<Vector> Draw(int dimension, Key key) => key.Split(Directions).Select(draw => draw.Normals(dimension));

    /// <inheritdoc/>
    protected override Vector Slope(SlopeMemory memory, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var pairs = new List<(double Up, double Down, Vector Direction)>();
        for (var k = 0; k < memory.Directions.Count; k++)
            if (double.IsFinite(values[2 * k] - values[2 * k + 1])) pairs.Add((values[2 * k], values[2 * k + 1], memory.Directions[k]));
        var used = pairs.OrderBy(pair => Math.Min(pair.Up, pair.Down)).Take(TopDirections ?? Directions).ToArray();
        if (used.Length == 0) return Vector.Zero(memory.Point.Count);

        var deviation = ScaleByDeviation ? Deviation([.. used.Select(pair => pair.Up), .. used.Select(pair => pair.Down)]) : 1;
        var sum = used.Aggregate(Vector.Zero(memory.Point.Count), (sum, pair) => sum + (pair.Up - pair.Down) * pair.Direction);
        // Values that are all the same have no slope and no deviation.
        return deviation > 0 ? sum / (used.Length * deviation) : Vector.Zero(memory.Point.Count);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
    }
}
