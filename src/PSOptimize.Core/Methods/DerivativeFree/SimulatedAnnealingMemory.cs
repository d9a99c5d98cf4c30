using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of a <see cref="SimulatedAnnealing"/>; its point is where the walk stands, not the best so far.</summary>
public sealed record SimulatedAnnealingMemory : TrialMemory
{
    internal SimulatedAnnealingMemory(Vector point, Key key) : base(point, key) => BestPoint = point;

    /// <summary>The best point so far.</summary>
    public Vector BestPoint { get; init; }

    /// <summary>The value there; infinite while no finite one was seen.</summary>
    public double BestValue { get; init; } = double.PositiveInfinity;

    /// <summary>T₀, with which each cycle begins; NaN at the start where it is to be found.</summary>
    public double FirstTemperature { get; init; } = double.NaN;

    /// <summary>T, by which the next trial is judged.</summary>
    public double Temperature { get; init; } = double.NaN;

    /// <summary>The standard deviation of the next trial, in widths of the bounds.</summary>
    public double Radius { get; init; }

    /// <summary>The steps made in this cycle.</summary>
    public long CycleStep { get; init; }

    /// <summary>The mean of the values in this block of steps.</summary>
    public double BlockMean { get; init; }

    /// <summary>The sum of the squared deviations from that mean.</summary>
    public double BlockSquares { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (BestPoint.Count == Point.Count, nameof(BestPoint)), (Radius >= 0, nameof(Radius)), (!(Temperature < 0), nameof(Temperature)),
    ];
}
