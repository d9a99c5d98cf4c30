using PSOptimize.Vectors;

namespace PSOptimize.Stopping;

/// <summary>What a stop rule may know of a run: numbers that belong to the point just evaluated.</summary>
/// <param name="Iteration">From 0, the start.</param>
/// <param name="Evaluations">Of the objective, so far.</param>
/// <param name="Elapsed">Since the run began.</param>
/// <param name="Value">The value, as the method minimises it.</param>
/// <param name="PreviousValue">The value one iteration before; NaN at the start.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient; NaN where the method uses none.</param>
/// <param name="StepNorm">The Euclidean length of the move that led here; 0 at the start.</param>
/// <param name="BestValue">The lowest value so far, this one included.</param>
public readonly record struct Progress(
    long Iteration, long Evaluations, TimeSpan Elapsed, double Value, double PreviousValue, double GradientNorm, double StepNorm, double BestValue)
{
    /// <summary>The names of the objective's metrics.</summary>
    public ReadOnlyCollection<string> MetricNames { get => field ?? []; init; }

    /// <summary>The metrics at this point, empty where nothing asked for them.</summary>
    public Vector Metrics { get => field ?? Vector.Empty; init; }

    /// <summary>A metric by its name; NaN where it was not taken at this iteration.</summary>
    /// <param name="name">One of <see cref="MetricNames"/>.</param>
    /// <exception cref="ArgumentException">The objective has no such metric.</exception>
    public double Metric(string name)
    {
        for (var i = 0; i < MetricNames.Count; i++)
            if (string.Equals(MetricNames[i], name, StringComparison.OrdinalIgnoreCase)) return Metrics.Count == 0 ? double.NaN : Metrics[i];
        throw new ArgumentException($"The objective has no metric {name}; it has {(MetricNames.Count == 0 ? "none" : string.Join(", ", MetricNames))}.", nameof(name));
    }
}
