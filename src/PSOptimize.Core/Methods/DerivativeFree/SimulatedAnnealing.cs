using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Simulated annealing: a trial near the point is accepted if it is lower, else with probability <c>exp(−ΔE/T)</c>, while the
/// temperature T falls.
/// </summary>
/// <remarks>
/// Metropolis et al. 1953, "Equation of memory calculations by fast computing machines"; Kirkpatrick, Gelatt and Vecchi 1983,
/// "Optimization by simulated annealing"; Szu and Hartley 1987, "Fast simulated annealing", for moves of Cauchy's distribution.
/// A cycle of cooling is followed by the next one from where the walk stands.
/// Differs from the papers: the radius follows the acceptance rate, and the first temperature is by default the deviation
/// of the values at 10 points around the start (in the manner of White 1984).
/// </remarks>
/// <example><code>
/// Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(-5.12, 5.12)), new SimulatedAnnealing { Temperature = 10 }, start)
/// </code></example>
[About("accept x + r δ if lower, else with probability exp(−ΔE/T); T falls", "Metropolis et al. 1953; Kirkpatrick, Gelatt and Vecchi 1983",
    Use = "values alone, many valleys, cheap evaluations")]
public sealed record SimulatedAnnealing : DerivativeFreeMethod<SimulatedAnnealingMemory>
{
    private const int Samples = 10;
    private const int Block = 50;

    /// <summary>T₀ > 0, in units of the objective; default from the values around the start.</summary>
    [Positive] public double? Temperature { get; init => field = Checked(value); }

    /// <summary>How the temperature falls, default <see cref="Cooling.Geometric"/>.</summary>
    public Cooling Cooling { get; init; }

    /// <summary>r in (0, 1), default 0.997: of geometric cooling, a step.</summary>
    [OpenFraction] public double CoolingRate { get; init => field = Checked(value); } = 0.997;

    /// <summary>λ > 0, default 0.7: of adaptive cooling.</summary>
    [Positive] public double CoolingSpeed { get; init => field = Checked(value); } = 0.7;

    /// <summary>L, the steps of a cycle, at least 1, default 5000: after each the annealing restarts hot.</summary>
    [AtLeast(1)] public long CycleLength { get; init => field = Checked(value); } = 5000;

    /// <summary>The first standard deviation of a move > 0, default 0.1, in widths of the bounds.</summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 0.1;

    /// <summary>How moves are distributed, default <see cref="AnnealingMoves.Cauchy"/>.</summary>
    public AnnealingMoves Moves { get; init; }

    /// <summary>
    /// The share of accepted trials that the radius is tuned to, in (0, 1), default 0.2:
    /// near the 0.234 that suits walks in many coordinates best (Roberts, Gelman and Gilks 1997).
    /// </summary>
    [OpenFraction] public double AcceptanceRate { get; init => field = Checked(value); } = 0.2;

    /// <summary>How fast the radius is tuned, at least 0, default 0.05; 0 keeps it.</summary>
    [NonNegative] public double Tuning { get; init => field = Checked(value); } = 0.05;

    /// <summary>The best point so far.</summary>
    /// <param name="memory">A memory of this method.</param>
    protected internal override Vector Answer(SimulatedAnnealingMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return memory.BestPoint;
    }

    /// <inheritdoc/>
    protected internal override SimulatedAnnealingMemory First(Vector point, Key key, Region region)
    {
        var memory = new SimulatedAnnealingMemory(point, key) { Radius = Radius };
        if (Temperature is not null) return memory;
        var samples = key.Fold(0).Split(Samples).Select(draw => region.Near(point, Radius, draw));
        return memory with { Trials = VectorList.OfSeq(samples.Prepend(point)) };
    }

    /// <inheritdoc/>
    protected internal override SimulatedAnnealingMemory Next(SimulatedAnnealingMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var next = memory.Step == 0 ? Open(memory, values) : Judge(memory, values[0]);
        var best = next.Value < next.BestValue;
        return next with
        {
            BestPoint = best ? next.Point : next.BestPoint,
            BestValue = best ? next.Value : next.BestValue,
            Trials = VectorList.Of(Trial(next.Point, next.Radius, memory.Key.Fold(memory.Step + 1).Fold(0), region)),
        };
    }

    /// <summary>A normal move, or one of Cauchy's distribution: a normal one divided by the size of one more normal number.</summary>
    private Vector Trial(Vector point, double radius, Key draw, Region region)
    {
        var scale = Moves == AnnealingMoves.Normal ? 1 : Math.Max(Math.Abs(draw.Fold(0).Normals(1)[0]), 1e-9);
        return region.Near(point, radius / scale, draw);
    }

    private SimulatedAnnealingMemory Open(SimulatedAnnealingMemory memory, double[] values)
    {
        var first = Temperature ?? Deviation([.. values.Where(double.IsFinite)]);
        return memory with { Value = values[0], FirstTemperature = first, Temperature = first, LearningRate = first };
    }

    private SimulatedAnnealingMemory Judge(SimulatedAnnealingMemory memory, double value)
    {
        var accepted = !(value > memory.Value)
            || memory.Key.Fold(memory.Step).Fold(1).Uniform() < Math.Exp((memory.Value - value) / memory.Temperature);
        var tuned = memory.Radius * Math.Exp(Tuning * ((accepted ? 1 : 0) - AcceptanceRate));
        var next = memory with
        {
            Point = accepted ? memory.Trials[0] : memory.Point,
            Value = accepted ? value : memory.Value,
            LearningRate = memory.Temperature,
            Radius = Math.Clamp(tuned, 1e-12 * Radius, Math.Max(Radius, 1)),
        };
        return memory.CycleStep + 1 >= CycleLength && Cooling != Cooling.None
            ? next with { CycleStep = 0, Temperature = memory.FirstTemperature, Radius = Radius, BlockMean = 0, BlockSquares = 0 }
            : Cooled(next with { CycleStep = memory.CycleStep + 1 });
    }

    private SimulatedAnnealingMemory Cooled(SimulatedAnnealingMemory memory)
    {
        var (first, step) = (memory.FirstTemperature, memory.CycleStep);
        return Cooling switch
        {
            Cooling.Geometric => memory with { Temperature = first * Math.Pow(CoolingRate, step) },
            Cooling.Linear => memory with { Temperature = first * (1 - (double)step / CycleLength) },
            Cooling.Logarithmic => memory with { Temperature = first * Math.Log(2) / Math.Log(step + 2) },
            Cooling.Adaptive => Adapted(memory, (int)((step - 1) % Block) + 1),
            _ => memory,
        };
    }

    /// <summary>The memory after the count-th step of a block, whose values are summed up by Welford's recurrence.</summary>
    private SimulatedAnnealingMemory Adapted(SimulatedAnnealingMemory memory, int count)
    {
        var (mean, squares) = count == 1 ? (0, 0) : (memory.BlockMean, memory.BlockSquares);
        var deviation = memory.Value - mean;
        mean += deviation / count;
        squares += deviation * (memory.Value - mean);
        var next = memory with { BlockMean = mean, BlockSquares = squares };
        if (count < Block) return next;
        var spread = Math.Sqrt(squares / Block);
        var factor = spread > 0 ? Math.Exp(-CoolingSpeed * memory.Temperature / spread) : 0.5;
        return next with { Temperature = memory.Temperature * Math.Max(0.5, factor) };
    }

    private static double Deviation(double[] values)
    {
        if (values.Length == 0) return 1;
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
        return double.IsFinite(deviation) && deviation > 0 ? deviation : 1;
    }
}
