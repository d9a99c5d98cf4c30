using PSOptimize.Vectors;

namespace PSOptimize.Stopping;

/// <summary>What a stop rule may know of a run: numbers that belong to the point just evaluated.</summary>
/// <param name="Iteration">From 0, the start.</param>
/// <param name="Evaluations">Of the objective, so far.</param>
/// <param name="Elapsed">Since the run began.</param>
/// <param name="Value">The value.</param>
/// <param name="PreviousValue">The value at the iterate before the last accepted one; NaN at the start.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient; NaN if the method uses none.</param>
/// <param name="StepNorm">The Euclidean length of the move that led here; 0 at the start.</param>
/// <param name="BestValue">The best value so far, this one included.</param>
public readonly record struct Progress(
    long Iteration, long Evaluations, TimeSpan Elapsed, double Value, double PreviousValue, double GradientNorm, double StepNorm, double BestValue)
{
    /// <summary>How many transitions the method has made: at least as many as iterations.</summary>
    public long Transition { get; init; }

    /// <summary>Whether the method has just come to a new iterate; rules of convergence look at no other.</summary>
    public bool Accepted { get; init; }

    /// <summary>Whether the largest value is sought.</summary>
    public bool Maximize { get; init; }

    /// <summary>The names of the objective's metrics.</summary>
    public ReadOnlyCollection<string> MetricNames { get => field ?? []; init; }

    /// <summary>The metrics at this point, empty if nothing asked for them.</summary>
    public Vector Metrics { get => field ?? Vector.Empty; init; }

    /// <summary>How much better a value is than another: positive if it is lower, or higher if the largest is sought.</summary>
    /// <param name="from">The value before.</param>
    /// <param name="to">The value after.</param>
    public double Gain(double from, double to) => Maximize ? to - from : from - to;

    /// <summary>A metric by its name; NaN if it was not taken at this iteration.</summary>
    /// <param name="name">One of <see cref="MetricNames"/>.</param>
    /// <exception cref="ArgumentException">The objective has no such metric.</exception>
    public double Metric(string name)
    {
        for (var i = 0; i < MetricNames.Count; i++)
            if (string.Equals(MetricNames[i], name, StringComparison.OrdinalIgnoreCase)) return Metrics.Count == 0 ? double.NaN : Metrics[i];
        throw new ArgumentException($"The objective has no metric {name}; it has {(MetricNames.Count == 0 ? "none" : string.Join(", ", MetricNames))}.", nameof(name));
    }
}
